import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

const STOP_LIMIT_MS = 6_000;
const TAIL_LINES = 25;
const leash = new URL('./leash.ts', import.meta.url).href;

export type ChildOptions = {
  name: string;
  /** Arguments of Node: the file to run, then its own arguments. */
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Takes everything it prints; the log of the run before is kept as `<file>.1`. */
  logFile: string;
  /** How long SIGTERM may take before SIGKILL; six seconds when absent. */
  stopLimitMs?: number;
};

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** A Node process of ours: its own process group, on a leash, printing to a file. */
export type Child = ReturnType<typeof startChild>;

export function startChild({ name, args, cwd, env, logFile, stopLimitMs = STOP_LIMIT_MS }: ChildOptions) {
  const log = openLog(logFile);
  const child = spawn(process.execPath, ['--import', leash, ...args], { cwd, env, detached: true, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  child.channel?.unref();

  const exited = new Promise<Exit>((resolve) => {
    child.once('error', () => resolve({ code: 1, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

  return {
    name,
    pid: child.pid,
    /** Settles when it has ended, for whatever reason. */
    exited,
    isRunning,
    /** A signal to the process alone; settles when it is gone, or at once for a signal that does not end it. */
    async kill(signal: NodeJS.Signals): Promise<void> {
      if (!isRunning()) return;
      child.kill(signal);
      if (endsProcess(signal)) await exited;
    },
    /** SIGTERM to the group, SIGKILL when that takes too long; settles when it is gone. */
    async stop(): Promise<void> {
      if (!isRunning()) return;
      signalGroup(child, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), stopLimitMs);
      await exited;
      clearTimeout(timer);
    },
    /** The last lines it printed. */
    tail: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n'),
  };
}

/** An empty log to write to; the one of the run before is kept as `<file>.1`. */
export function openLog(logFile: string): number {
  mkdirSync(dirname(logFile), { recursive: true });
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, 'w');
}

/** Whether a process that handles no signal ends at this one. */
export const endsProcess = (signal: NodeJS.Signals): boolean => signal !== 'SIGSTOP' && signal !== 'SIGCONT';

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
