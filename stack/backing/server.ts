import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isProcess, processBirth } from '@business-m/files';
import { type Child, type ChildOptions, endsProcess, startChild } from '../process/child.ts';
import { describeEnd } from '../process/health.ts';

const guardian = fileURLToPath(new URL('../process/guardian.ts', import.meta.url));
const STOP_LIMIT_MS = 8_000;
const PASSWORD_BYTES = 24;
const POLL_MS = 50;

type ProgramOptions = Pick<ChildOptions, 'name' | 'logFile'> & {
  command: readonly string[];
  stopSignal: NodeJS.Signals;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
};

/** Starts a program that ends with this process, however this process ends. */
export function startProgram({ name, command, stopSignal, logFile, cwd = process.cwd(), env = process.env }: ProgramOptions): Child {
  return startChild({ name, args: [guardian, stopSignal, ...command], cwd, env, logFile, stopLimitMs: STOP_LIMIT_MS });
}

/** A server that is not ours. @param pid of the server, which is a child of `child`. */
export function describeServer(child: Child, pid: number) {
  const server = { pid, birth: processBirth(pid) };
  // Whoever kills only the process that guards it leaves the server: it must be gone before anybody calls it ended.
  const exited = child.exited.then(async (exit) => {
    if (isProcess(server)) process.kill(pid, 'SIGKILL');
    while (isProcess(server)) await delay(POLL_MS);
    return describeEnd(child, exit);
  });
  return {
    pid,
    /** Settles with a description when it has ended, for whatever reason. */
    exited,
    /** Sends a signal to the server itself; settles when it is gone, or at once for a signal that does not end it. */
    async kill(signal: NodeJS.Signals): Promise<void> {
      if (!child.isRunning()) return;
      process.kill(pid, signal);
      if (endsProcess(signal)) await child.exited;
    },
    /** Ends it in good order; settles when it is gone. */
    stop: child.stop,
  };
}

/** The password in `file`; when there is none, `wish` or a random one, which is kept there for its owner alone. */
export function keepPassword(file: string, wish?: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trimEnd();
  const password = wish ?? randomBytes(PASSWORD_BYTES).toString('base64url');
  writeFileSync(`${file}.new`, `${password}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return password;
}
