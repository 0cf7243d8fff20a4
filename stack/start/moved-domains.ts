import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { ownAddress } from './addresses.ts';
import type { Secrets } from './secrets.ts';
import { type DomainName, domains, withoutBacking } from './settings.ts';

/** Apart from the databases of Enterprise mode, which has data of its own in the same folder. */
const PREFIX = 'moved_';
/** The subjects of the monolith, whose neighbour it is. */
export const MONOLITH_PREFIX = 'monolith';
const CONNECT_MS = 10_000;

type MovedPlaceOptions = {
  domain: DomainName;
  data: string;
  ports: { own: number; nats: number; postgres: number };
  secrets: Secrets;
  env: NodeJS.ProcessEnv;
};

/** Where a domain lives that `desk move` has taken out of the monolith of `npm start -- --postgres`. */
export function planMovedPlace({ domain, data, ports, secrets, env }: MovedPlaceOptions) {
  const name = PREFIX + domain;
  const upper = domain.toUpperCase() as Uppercase<DomainName>;
  const password = secrets[`${upper}_DATABASE_PASSWORD`];
  const database = { name, user: name, password, url: localDatabase(ports.postgres, name, name, password) };
  return {
    origin: `http://${ownAddress(env.HOST)}:${ports.own}`,
    database,
    /** Of its process. */
    env: {
      NODE_ENV: 'production',
      SERVICE_SECRET: secrets.SERVICE_SECRET,
      ...withoutBacking(env),
      // What it has is what it brings along.
      DESK_SEED: '',
      DESK_DATA: data,
      M_MODE: 'enterprise',
      M_DOMAINS: domain,
      SERVICES_PORT: String(ports.own),
      DATABASE_URL: database.url,
      NATS_URL: `nats://127.0.0.1:${ports.nats}`,
      NATS_USER: domain,
      NATS_PASSWORD: secrets[`${upper}_NATS_PASSWORD`],
      NATS_PREFIX: MONOLITH_PREFIX,
    } as NodeJS.ProcessEnv,
  };
}

export const localDatabase = (port: number, name: string, user: string, password: string) =>
  `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;

/** Domains with a place of their own beside the monolith; `moving` while a move of them is not over. */
export async function findMovedDomains(monolithDatabase: string): Promise<Map<DomainName, 'moved' | 'moving'>> {
  const client = new Client({ connectionString: monolithDatabase, connectionTimeoutMillis: CONNECT_MS, statement_timeout: CONNECT_MS });
  await client.connect();
  try {
    const { rows: known } = await client.query("select to_regclass('host.domain_home') is not null as here");
    if (!known[0].here) return new Map();
    // A domain that went to a database of somebody else's is not ours to start.
    const { rows } = await client.query<{ scope: string; state: string }>(
      "select scope, state from host.domain_home where state <> 'home' and exists (select 1 from pg_database where datname = $1 || scope)",
      [PREFIX],
    );
    const states = new Map(rows.map(({ scope, state }) => [scope, state]));
    const away = domains.filter((name) => states.has(name));
    return new Map(away.map((name) => [name, states.get(name) === 'left' ? 'moved' : 'moving']));
  } finally {
    await client.end();
  }
}

/** What the manifest says otherwise than it is, a sentence each: people would be sent to where a domain is not. */
export function findStrays(
  manifestFile: string,
  places: readonly { domain: DomainName; origin: string; state: 'home' | 'moved' | 'moving' }[],
): string[] {
  const scopes = readScopes(manifestFile);
  return places.flatMap(({ domain, origin, state }) => {
    const upstream = scopes[domain]?.upstream;
    const again = `npm run desk -- move ${domain} --to enterprise`;
    if (state === 'moving') return [`a move of ${domain} is not over: run it again, or with --abort (${again})`];
    if (state === 'moved' && upstream !== origin) {
      return [`${manifestFile} does not send ${domain} to ${origin}, where it is: ${again} puts that right`];
    }
    const why = 'where nothing runs, since its data are in the monolith';
    const remedy = `take “upstream” out of its backend.scopes.${domain}`;
    return state === 'home' && upstream === origin ? [`${manifestFile} sends ${domain} to ${origin}, ${why}: ${remedy}`] : [];
  });
}

/** The gateway says what is wrong with a manifest that cannot be read. */
function readScopes(file: string): Record<string, { upstream?: string } | undefined> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).backend?.scopes ?? {};
  } catch {
    return {};
  }
}
