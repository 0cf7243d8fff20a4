import { join } from 'node:path';
import type { PostgresConfig } from '@business-m/doctype';
import { type Child, startChild } from '@business-m/stack/process';
import type { NatsAccess } from './brokers.ts';

const READY_MS = 60_000;
const LOOK_MS = 50;

export interface RemoteOptions {
  role: 'echo' | 'finance' | 'masters';
  nats: NatsAccess;
  database?: PostgresConfig;
  logFolder: string;
  /** Succeeds once it answers. */
  ask: () => Promise<unknown>;
}

/** Starts a domain in a process of its own and settles when it answers. */
export async function startRemote({ role, nats, database, logFolder, ask }: RemoteOptions): Promise<Child> {
  const child = startChild({
    name: role,
    args: [join(import.meta.dirname, 'remote-main.ts')],
    cwd: process.cwd(),
    env: {
      ...process.env,
      BENCH_ROLE: role,
      BENCH_NATS: JSON.stringify(nats),
      ...(database ? { BENCH_DATABASE: JSON.stringify(database) } : {}),
    },
    logFile: join(logFolder, `${role}.log`),
  });
  const endMs = Date.now() + READY_MS;
  for (;;) {
    const answered = await ask().then(
      () => true,
      () => false,
    );
    if (answered) return child;
    if (!child.isRunning() || Date.now() > endMs) {
      await child.stop();
      throw new Error(`${role} does not answer. Its last lines:\n\n${child.tail()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
