import { setTimeout as delay } from 'node:timers/promises';
import { StartFailure } from '../process/failures.ts';

const DEATHS_MAX = 3;
const DEATHS_WITHIN_MS = 60_000;
const BACK_OFF_MS = 500;
const BACK_OFF_FACTOR = 6;

export type RunningProcess = {
  pid: number | undefined;
  /** Settles with a description when it has ended, for whatever reason. */
  exited: Promise<string>;
  /** Settles when it is gone, or at once for a signal that does not end it. */
  kill(signal: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
};

export type StartOptions = {
  /** Takes the process once it runs: it is stopped with the stack even before it is ready. */
  onSpawn: (spawned: { stop(): Promise<void> }) => void;
  /** Variables over the process's own. */
  env: NodeJS.ProcessEnv;
};

/** Starts the process and settles when it is ready; called again for a restart. */
export type StartProcess = (options: StartOptions) => Promise<RunningProcess>;

export type StackProcess = ReturnType<ProcessStack['process']>;

export type ProcessStack = ReturnType<typeof createProcessStack>;

type Member = {
  name: string;
  start: StartProcess;
  /** Settles, and never rejects, when the start that is under way is over. */
  starting: Promise<unknown>;
  spawned?: { stop(): Promise<void> };
  running?: RunningProcess;
  /** Its next end is asked for: it takes no other process along, and nobody starts it again. */
  endExpected: boolean;
  /** When it ended unasked, or could not be started again, within the last minute. */
  deathsMs: number[];
};

export type RestartOptions = {
  /** How long to wait after so many deaths within a minute. */
  backOffMs?: (deaths: number) => number;
  now?: () => number;
};

/**
 * Processes that are stopped together. When one ends unasked, all stop; with `restart` it is started again, and all stop at its third end
 * within a minute.
 */
export function createProcessStack(say: (line: string) => void, { restart }: { restart?: RestartOptions } = {}) {
  const members: Member[] = [];
  const { promise: broken, resolve: reportBroken } = Promise.withResolvers<string>();
  const { backOffMs = (deaths: number) => BACK_OFF_MS * BACK_OFF_FACTOR ** (deaths - 1), now = Date.now } = restart ?? {};
  const waiting = new AbortController();
  let stopping: Promise<void> | undefined;

  const stopAll = async () => {
    for (const member of members.toReversed()) await stopMember(member);
  };
  const stop = () => {
    waiting.abort();
    stopping ??= stopAll();
    return stopping;
  };

  async function launch(member: Member, env: NodeJS.ProcessEnv): Promise<RunningProcess> {
    if (stopping) throw new StartFailure(`${member.name} was not started: the desk is stopping.`);
    const onSpawn: StartOptions['onSpawn'] = (spawned) => {
      member.spawned = spawned;
    };
    const start = member.start({ onSpawn, env });
    member.starting = start.catch(() => {});
    const running = await start;
    member.running = running;
    member.endExpected = false;
    void running.exited.then((description) => {
      if (stopping || member.endExpected || member.running !== running) return;
      void (restart ? startAgain(member, env, description) : giveUp(description));
    });
    return running;
  }

  async function giveUp(description: string): Promise<void> {
    await stop();
    reportBroken(description);
  }

  async function startAgain(member: Member, env: NodeJS.ProcessEnv, description: string): Promise<void> {
    const { name } = member;
    member.deathsMs = [...member.deathsMs.filter((each) => now() - each <= DEATHS_WITHIN_MS), now()];
    const deaths = member.deathsMs.length;
    if (deaths >= DEATHS_MAX)
      return giveUp(`${name} ended ${deaths} times within a minute, so the desk stops. The last time: ${description}`);
    const waitMs = backOffMs(deaths);
    say(`${headOf(description)}: it is started again${waitMs > 0 ? ` in ${waitMs / 1000} s` : ''}`);
    await delay(waitMs, undefined, { signal: waiting.signal }).catch(() => {});
    if (stopping || member.endExpected) return;
    const startMs = Date.now();
    try {
      await launch(member, env);
      say(`${name} ready again in ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
    } catch (error) {
      if (stopping) return;
      await startAgain(member, env, error instanceof Error ? error.message : String(error));
    }
  }

  return {
    /** Settles with a description when a process ended unasked and is not started again; the others are stopped by then. */
    broken,
    /** Stops all, the last started first: no process calls one that is gone. */
    stop,
    /** Starts one more and settles when it is ready; throws {@link StartFailure} otherwise. */
    async run<Running extends RunningProcess>(name: string, start: (options: StartOptions) => Promise<Running>): Promise<Running> {
      const startMs = Date.now();
      const member: Member = { name, start, starting: Promise.resolve(), endExpected: false, deathsMs: [] };
      members.push(member);
      const running = await launch(member, {});
      say(`${name} ready in ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
      return running as Running;
    },
    process(name: string) {
      const member = members.find((each) => each.name === name);
      if (!member) throw new Error(`no process is named ${name}; there are ${members.map((each) => each.name).join(', ')}`);
      return {
        name,
        get pid() {
          return member.running?.pid;
        },
        /** The other processes go on. Settles when it is gone, or at once for a signal that does not end it. */
        async kill(signal: NodeJS.Signals): Promise<void> {
          member.endExpected = true;
          await member.running?.kill(signal);
        },
        /** Settles with a description when it ends, for whatever reason; the other processes go on. */
        async awaitEnd(): Promise<string> {
          member.endExpected = true;
          return (await member.running?.exited) ?? `${name} does not run.`;
        },
        /** Stops it if it runs, starts it again with these variables over its own, and settles when it is ready. */
        async restart(env: NodeJS.ProcessEnv = {}): Promise<void> {
          member.endExpected = true;
          await member.running?.stop();
          await launch(member, env);
        },
      };
    },
  };
}

/** `gateway stopped by itself (SIGKILL)` of a description that goes on with the last lines. */
const headOf = (description: string) => description.split(/\.? Its last lines:|\n/)[0] ?? description;

async function stopMember(member: Member): Promise<void> {
  await member.spawned?.stop();
  await member.starting;
  await member.running?.stop();
}
