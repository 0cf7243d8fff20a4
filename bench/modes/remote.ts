import { join } from 'node:path';
import type { NatsOptions } from '@business-m/adapters';
import type { PostgresConfig } from '@business-m/doctype';
import type { NatsServer } from '@business-m/stack/backing';
import { type Child, startChild } from '@business-m/stack/process';

const READY_MS = 60_000;
const POLL_MS = 50;

/** What a process is told to reach NATS. */
export type NatsAccess = Required<Pick<NatsOptions, 'servers' | 'user' | 'password' | 'prefix'>>;

export function accessTo({ url, user, password }: NatsServer, prefix: string): NatsAccess {
  return { servers: [url], user, password, prefix };
}

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
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
