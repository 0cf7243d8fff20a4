import { join } from 'node:path';
import { type DatabaseOwner, startNats, startPostgres } from '../backing/index.ts';
import type { ProcessStack } from './process-stack.ts';
import type { Secrets } from './secrets.ts';
import { type DeskMode, domains, type PortName } from './settings.ts';

/** How the services of a mode reach what stands behind them. */
export type BackingServices = {
  nats: { url: string; user: string; password: string; prefix: string };
  /** The connection string of each services process's database, by the name of the process. */
  databases: Record<string, string>;
  /** The superuser's connection string. */
  postgres: string;
};

export type BackingOptions = {
  mode: Exclude<DeskMode, 'indie'>;
  data: string;
  ports: Record<PortName, number>;
  secrets: Secrets;
  durable: boolean;
  stack: ProcessStack;
};

/** Starts PostgreSQL and NATS and makes sure of the mode's databases. Each mode has databases and subjects of its own: none sees the other's data. */
export async function startBackingServices({ mode, data, ports, secrets, durable, stack }: BackingOptions): Promise<BackingServices> {
  const log = (name: string) => join(data, 'log', `${name}.log`);
  const prefix = mode === 'enterprise' ? 'desk' : 'monolith';
  const natsOptions = { folder: join(data, 'nats'), port: ports.nats, password: secrets.NATS_PASSWORD, prefix, logFile: log('nats') };
  const postgresOptions = { folder: join(data, 'postgres'), port: ports.postgres, durable, logFile: log('postgres') };
  const [nats, postgres] = await Promise.all([
    stack.run('nats', () => startNats(natsOptions)),
    stack.run('postgres', () => startPostgres(postgresOptions)),
  ]);
  const databases: Record<string, string> = {};
  for (const [process, name, owner] of listDatabases(mode, secrets)) {
    await postgres.createDatabase(name, owner);
    databases[process] = postgres.url(name, owner);
  }
  return { nats: { url: nats.url, user: nats.user, password: nats.password, prefix }, databases, postgres: postgres.url() };
}

function listDatabases(mode: BackingOptions['mode'], secrets: Secrets): [process: string, name: string, owner: DatabaseOwner][] {
  if (mode === 'postgres') return [['services', 'desk', { user: 'desk', password: secrets.DESK_DATABASE_PASSWORD }]];
  return domains.map((domain) => {
    const password = secrets[`${domain.toUpperCase() as Uppercase<typeof domain>}_DATABASE_PASSWORD`];
    return [domain, domain, { user: domain, password }];
  });
}
