import { join } from 'node:path';
import { type DatabaseOwner, permitServices, startNats, startPostgres } from '../backing/index.ts';
import { MONOLITH_PREFIX } from './moved-domains.ts';
import type { ProcessStack } from './process-stack.ts';
import type { Secrets } from './secrets.ts';
import { type DeskMode, domains, type PortName } from './settings.ts';

/** How one reaches NATS, and as whom. */
export type NatsAccess = { url: string; user: string; password: string; prefix: string };

/** How the services of a mode reach what stands behind them. */
export type BackingServices = {
  nats: NatsAccess;
  /** What each services process is told of database and NATS, by its name; its NATS user has no more rights than it needs. */
  variables: Record<string, NodeJS.ProcessEnv>;
  /** The connection string of each services process's database, by the name of the process. */
  databases: Record<string, string>;
  /** The superuser's connection string. */
  postgres: string;
};

type BackingOptions = {
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
  const prefix = mode === 'enterprise' ? 'desk' : MONOLITH_PREFIX;
  const users = listUsers(mode, secrets).map(({ serves, ...user }) => ({ ...user, permissions: permitServices(prefix, serves) }));
  const natsServer = { folder: join(data, 'nats'), port: ports.nats, password: secrets.NATS_PASSWORD, logFile: log('nats') };
  const natsOptions = { ...natsServer, prefix, users };
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
  const variables = Object.fromEntries(
    users.map(({ user, password }) => [
      user,
      { DATABASE_URL: databases[user], NATS_URL: nats.url, NATS_USER: user, NATS_PASSWORD: password, NATS_PREFIX: prefix },
    ]),
  );
  return { nats: { url: nats.url, user: nats.user, password: nats.password, prefix }, variables, databases, postgres: postgres.url() };
}

function listDatabases(mode: BackingOptions['mode'], secrets: Secrets): [process: string, name: string, owner: DatabaseOwner][] {
  if (mode === 'postgres') return [['services', 'desk', { user: 'desk', password: secrets.DESK_DATABASE_PASSWORD }]];
  return domains.map((domain) => [domain, domain, { user: domain, password: secrets[`${upper(domain)}_DATABASE_PASSWORD`] }]);
}

/** In both modes a user a domain: one that moves out of the monolith finds its own. */
function listUsers(mode: BackingOptions['mode'], secrets: Secrets): { user: string; serves: readonly string[]; password: string }[] {
  const own = domains.map((domain) => ({ user: domain, serves: [domain], password: secrets[`${upper(domain)}_NATS_PASSWORD`] }));
  return mode === 'enterprise' ? own : [{ user: 'services', serves: domains, password: secrets.SERVICES_NATS_PASSWORD }, ...own];
}

const upper = <Name extends string>(name: Name) => name.toUpperCase() as Uppercase<Name>;
