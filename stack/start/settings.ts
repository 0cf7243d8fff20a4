import { join, resolve } from 'node:path';
import { type Scope, scopes } from '@business-m/domains';
import { Refusal } from '../process/failures.ts';
import { root } from '../workspace.ts';

/**
 * `indie`: all domains in one process, on PGlite. `postgres`: the same on PostgreSQL, with NATS at hand, which is what a domain can move out of.
 * `enterprise`: one process and one PostgreSQL database a domain, joined by NATS.
 */
export type DeskMode = 'indie' | 'postgres' | 'enterprise';

export const modeNames: Record<DeskMode, string> = {
  indie: 'Indie mode',
  postgres: 'Indie mode on PostgreSQL',
  enterprise: 'Enterprise mode',
};

/** In the order in which they need each other. */
export const domains = scopes;
export type DomainName = Scope;

const ofDomains = <T>(each: (domain: DomainName, index: number) => T) =>
  Object.fromEntries(scopes.map((domain, index) => [domain, each(domain, index)])) as Record<DomainName, T>;

/** The variable that moves each port, as docs/operations.md names them. */
export const portVariables = {
  desk: 'DESK_PORT',
  cdn: 'CDN_PORT',
  services: 'SERVICES_PORT',
  ...ofDomains((domain) => `${domain.toUpperCase()}_PORT`),
  nats: 'NATS_PORT',
  postgres: 'POSTGRES_PORT',
} as const;
export type PortName = keyof typeof portVariables;
export type DeskPorts = Partial<Record<PortName, number>>;
/** The demo company is at Halden. */
const demoTimeZone = 'Europe/Oslo';
const defaultPorts: Record<PortName, number> = {
  desk: 8080,
  cdn: 8081,
  services: 8082,
  ...ofDomains((_domain, index) => 8083 + index),
  nats: 8422,
  postgres: 8432,
};

export type DeskSettings = {
  /** `indie` when absent. */
  mode?: DeskMode;
  /** Of the mode's processes; free ones are found for those that are not named. */
  ports: DeskPorts;
  /** Of the domains that have moved out of the monolith of `postgres`; free ones when absent. */
  movedPorts?: Partial<Record<DomainName, number>>;
  /** The address that all of them listen on; 127.0.0.1 when absent. */
  host?: string | undefined;
  /** Absolute path of the folder that holds everything the desk writes. */
  data: string;
  /** Desired state the gateway watches; the development environment of the mode when absent. */
  manifestFile?: string;
  /** Fill an empty database with the demo company. */
  seed: boolean;
  /** Variables for every process, over all others. */
  env?: NodeJS.ProcessEnv;
  /** Whether PostgreSQL waits for the disk; true when absent. */
  durable?: boolean;
};

export function listPorts(mode: DeskMode): PortName[] {
  if (mode === 'indie') return ['desk', 'cdn', 'services'];
  return ['desk', 'cdn', ...(mode === 'enterprise' ? domains : (['services'] as const)), 'nats', 'postgres'];
}

export function readSettings(env: NodeJS.ProcessEnv, mode: DeskMode = 'indie'): DeskSettings {
  const names = listPorts(mode);
  const ports = Object.fromEntries(names.map((name) => [name, readPort(env, name)])) as DeskPorts;
  for (const [index, name] of names.entries()) {
    const twin = names.slice(0, index).find((other) => ports[other] === ports[name]);
    if (twin) throw samePort(twin, name, ports[name]);
  }
  return {
    mode,
    ports,
    ...(mode === 'postgres' && { movedPorts: Object.fromEntries(domains.map((name) => [name, readPort(env, name)])) }),
    host: env.HOST || undefined,
    data: resolve(root, env.DESK_DATA || '.data'),
    env: { DESK_TIME_ZONE: env.DESK_TIME_ZONE || demoTimeZone },
    ...(env.MANIFEST_FILE && { manifestFile: resolve(root, env.MANIFEST_FILE) }),
    seed: true,
  };
}

export const samePort = (one: PortName, other: PortName, port: number | undefined) =>
  new Refusal(`${portVariables[one]} and ${portVariables[other]} are both ${port}: give each its own port.`);

/** The desired state that the gateway watches. A mode's own: a move within one must not send another's people to where nothing runs. */
export function manifestFileOf({ mode = 'indie', manifestFile }: Pick<DeskSettings, 'mode' | 'manifestFile'>): string {
  return manifestFile ?? join(root, 'manifest/environments', mode === 'indie' ? 'dev.json' : `dev-${mode}.json`);
}

/** Databases and brokers that the shell knows of are not this desk's when it brings its own. */
export function withoutBacking(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(([A-Z]+_)?DATABASE_|NATS_|M_)/.test(name)));
}

function readPort(env: NodeJS.ProcessEnv, name: PortName): number {
  const text = env[portVariables[name]];
  if (text === undefined || text === '') return defaultPorts[name];
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new Refusal(`${portVariables[name]} is “${text}”, but a port is a whole number from 1 to 65535.`);
  }
  return port;
}

const options = {
  '--fresh': 'empties the data folder first',
  '--empty': 'a new desk begins without the demo company: what a backup is restored into',
  '--enterprise': 'one process and one PostgreSQL database a domain, joined by NATS',
  '--postgres': 'all domains in one process on PostgreSQL, with NATS at hand',
};

/** What was typed after `npm start --`. */
export function readCommandLine(given: readonly string[]): { fresh: boolean; empty: boolean; mode: DeskMode } {
  const unknown = given.find((option) => !(option in options));
  if (unknown !== undefined) {
    const known = Object.entries(options).map(([name, meaning]) => `${name} (${meaning})`);
    throw new Refusal(`Unknown option ${unknown}; there are ${known.join(', ')}.`);
  }
  const enterprise = given.includes('--enterprise');
  const postgres = given.includes('--postgres');
  if (enterprise && postgres) throw new Refusal('--enterprise and --postgres are two modes: choose one.');
  return {
    fresh: given.includes('--fresh'),
    empty: given.includes('--empty'),
    mode: enterprise ? 'enterprise' : postgres ? 'postgres' : 'indie',
  };
}
