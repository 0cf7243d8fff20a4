import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSecrets } from '../start/secrets.ts';
import { type DomainName, domains, Refusal, readSettings, root } from '../start/settings.ts';

/** Apart from the databases of Enterprise mode, which has data of its own in the same folder. */
const PREFIX = 'moved_';
/** The subjects of the monolith, whose neighbour this is; tools/start/backing-services.ts. */
const NATS_PREFIX = 'monolith';

export interface Neighbour {
  scope: DomainName;
  data: string;
  port: number;
  origin: string;
  /** Of the scope, as its owner. */
  database: { name: string; user: string; password: string; url: string };
  /** Of the monolith, for the way back. */
  monolithDatabase: string;
  superuser: string;
  /** Of the process. */
  env: NodeJS.ProcessEnv;
}

/** What stands beside the monolith of `npm start -- --postgres` when one of its domains has moved out. */
export function planNeighbour(scope: string, env: NodeJS.ProcessEnv): Neighbour {
  const domain = domains.find((name) => name === scope);
  if (!domain) throw new Refusal(`There is no domain “${scope}”; there is ${domains.join(', ')}.`);
  const { ports } = readSettings(env, 'enterprise');
  const { data } = readSettings(env, 'postgres');
  const secrets = readSecrets(data);
  const port = ports[domain] ?? 0;
  const url = (name: string, user: string, password: string) =>
    `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${ports.postgres}/${name}`;
  const user = `${PREFIX}${domain}`;
  const password = secrets[`${domain.toUpperCase() as Uppercase<DomainName>}_DATABASE_PASSWORD`];
  const database = { name: user, user, password, url: url(user, user, password) };
  return {
    scope: domain,
    data,
    port,
    origin: `http://127.0.0.1:${port}`,
    database,
    monolithDatabase: url('desk', 'desk', secrets.DESK_DATABASE_PASSWORD),
    superuser: url('postgres', 'postgres', readPassword(data)),
    env: {
      PATH: env.PATH,
      NODE_ENV: 'production',
      SERVICE_SECRET: env.SERVICE_SECRET || secrets.SERVICE_SECRET,
      DESK_DATA: data,
      M_MODE: 'enterprise',
      M_DOMAINS: domain,
      SERVICES_PORT: String(port),
      DATABASE_URL: database.url,
      NATS_URL: `nats://127.0.0.1:${ports.nats}`,
      NATS_USER: 'desk',
      NATS_PASSWORD: secrets.NATS_PASSWORD,
      NATS_PREFIX,
    },
  };
}

export const programs = {
  services: join(root, 'services/host/src/main.ts'),
  migrate: join(root, 'services/host/src/migrate-main.ts'),
  tie: join(root, 'tools/move/tie-to-desk.ts'),
};

function readPassword(data: string): string {
  try {
    return readFileSync(join(data, 'postgres/password'), 'utf8').trimEnd();
  } catch {
    throw new Refusal(
      `${data} holds no PostgreSQL: start the desk with npm start -- --postgres, or name the target with --to and --database.`,
    );
  }
}
