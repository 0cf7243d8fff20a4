import { StartFailure } from '../process/failures.ts';

/** A process that is ready. */
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

/** One process of a running stack, for fault injection. */
export interface StackProcess {
  readonly name: string;
  readonly pid: number | undefined;
  /** The other processes go on. Settles when it is gone, or at once for a signal that does not end it. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Settles with a description when it ends, for whatever reason; the other processes go on. */
  awaitEnd(): Promise<string>;
  /** Stops it if it runs, starts it again with these variables over its own, and settles when it is ready. */
  restart(env?: NodeJS.ProcessEnv): Promise<void>;
}

/** Processes that live and die together. */
export interface ProcessStack {
  /** Starts one more and settles when it is ready; throws {@link StartFailure} otherwise. */
  run<Running extends RunningProcess>(name: string, start: (options: StartOptions) => Promise<Running>): Promise<Running>;
  process(name: string): StackProcess;
  /** Settles with a description when a process ends that was not asked to; the others are stopped by then. */
  broken: Promise<string>;
  /** Stops all, the last started first: no process calls one that is gone. */
  stop(): Promise<void>;
}

type Member = {
  name: string;
  start: StartProcess;
  /** Settles, and never rejects, when the start that is under way is over. */
  starting: Promise<unknown>;
  spawned?: { stop(): Promise<void> };
  running?: RunningProcess;
  /** Its next end is asked for and takes no other process along. */
  endExpected: boolean;
};

export function createProcessStack(say: (line: string) => void): ProcessStack {
  const members: Member[] = [];
  const { promise: broken, resolve: reportBroken } = Promise.withResolvers<string>();
  let stopping: Promise<void> | undefined;

  const stop = () => {
    stopping ??= (async () => {
      for (const member of members.toReversed()) await stopMember(member);
    })();
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
    void running.exited.then(async (description) => {
      if (stopping || member.endExpected || member.running !== running) return;
      await stop();
      reportBroken(description);
    });
    return running;
  }

  return {
    broken,
    stop,
    async run<Running extends RunningProcess>(name: string, start: (options: StartOptions) => Promise<Running>) {
      const startMs = Date.now();
      const member: Member = { name, start, starting: Promise.resolve(), endExpected: false };
      members.push(member);
      const running = await launch(member, {});
      say(`${name} ready in ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
      return running as Running;
    },
    process(name) {
      const member = members.find((each) => each.name === name);
      if (!member) throw new Error(`no process is named ${name}; there are ${members.map((each) => each.name).join(', ')}`);
      return {
        name,
        get pid() {
          return member.running?.pid;
        },
        async kill(signal) {
          member.endExpected = true;
          await member.running?.kill(signal);
        },
        async awaitEnd() {
          member.endExpected = true;
          return (await member.running?.exited) ?? `${name} does not run.`;
        },
        async restart(env = {}) {
          member.endExpected = true;
          await member.running?.stop();
          await launch(member, env);
        },
      };
    },
  };
}

async function stopMember(member: Member): Promise<void> {
  await member.spawned?.stop();
  await member.starting;
  await member.running?.stop();
}
