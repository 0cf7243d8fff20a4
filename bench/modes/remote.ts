import { join } from 'node:path';
import type { NatsOptions } from '@business-m/adapters';
import type { PostgresConfig } from '@business-m/doctype';
import type { NatsServer } from '@business-m/stack/backing';
import { type Child, startChild, waitUntilReady } from '@business-m/stack/process';

const READY_MS = 60_000;

/** What a process is told to reach NATS. */
export type NatsAccess = Required<Pick<NatsOptions, 'servers' | 'user' | 'password' | 'prefix'>>;

export function accessTo({ url, user, password }: NatsServer, prefix: string): NatsAccess {
  return { servers: [url], user, password, prefix };
}

interface RemoteOptions {
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
  const answers = () =>
    ask().then(
      () => true,
      () => false,
    );
  await waitUntilReady(child, answers, READY_MS);
  return child;
}
