import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.ts';
import { ownAddress, personsAddress } from './addresses.ts';
import type { BackingServices } from './backing-services.ts';
import { manifestHindrance } from './manifest-hindrance.ts';
import type { ProcessPlan } from './node-process.ts';
import type { Secrets } from './secrets.ts';
import { type DeskPorts, type DeskSettings, domains, manifestFileOf, type PortName, portVariables, withoutBacking } from './settings.ts';

/** Finds a process that hangs: one that ends is noticed at once, however slow the machine is. */
const START_MS = 120_000;

export type DeskOrigins = {
  desk: string;
  /** The same process as this machine reaches it. */
  gateway: string;
  cdn: string;
  /** Of each services process, by its name: `services`, or one a domain. */
  services: Record<string, string>;
};

export type ServicesPlan = ProcessPlan & {
  /** Brings the process's databases up to date first; null where the process does so by itself. */
  migrate: { args: string[]; env: NodeJS.ProcessEnv } | null;
};

export type PlanOptions = { settings: DeskSettings; ports: Record<PortName, number>; secrets: Secrets };

/** Which of our processes a desk is, what each is told, and how one sees that it is ready. */
export function planProcesses({ settings, ports, secrets }: PlanOptions) {
  const { data, mode = 'indie', env: given = {} } = settings;
  const outside = mode === 'indie' ? process.env : withoutBacking(process.env);
  const { SESSION_SECRET, SERVICE_SECRET } = secrets;
  const common: NodeJS.ProcessEnv = { NODE_ENV: 'production', SERVICE_SECRET, ...outside, DESK_DATA: data };
  const names = mode === 'enterprise' ? domains : (['services'] as const);
  const host = given.HOST || outside.HOST;
  const own = ownAddress(host);
  // A browser elsewhere needs another name for it than this machine does.
  const cdnOrigin = given.CDN_ORIGIN || outside.CDN_ORIGIN;
  const origins: DeskOrigins = {
    desk: `http://${personsAddress(host)}:${ports.desk}`,
    gateway: `http://${own}:${ports.desk}`,
    cdn: cdnOrigin || `http://${personsAddress(host)}:${ports.cdn}`,
    services: Object.fromEntries(names.map((name) => [name, `http://${own}:${ports[name]}`])),
  };

  const planServices = (name: (typeof names)[number], backing: BackingServices | null): ServicesPlan => {
    const env: NodeJS.ProcessEnv = {
      ...common,
      SERVICES_PORT: String(ports[name]),
      ...(settings.seed ? { DESK_SEED: 'demo' } : {}),
      ...backing?.variables[name],
      ...(mode === 'enterprise' ? { M_MODE: 'enterprise', M_DOMAINS: name } : {}),
      ...given,
    };
    return servicesProcess(name, origins.services[name] ?? '', env);
  };

  return {
    origins,
    /** Planned when the servers behind them run (null in Indie mode). */
    services: (backing: BackingServices | null): ServicesPlan[] => names.map((name) => planServices(name, backing)),
    cdn: {
      name: 'cdn',
      args: [join(root, 'stack/cdn/main.ts')],
      env: { ...common, CDN_PORT: String(ports.cdn), CDN_ROOT: join(data, 'cdn'), ...given },
      health: `http://${own}:${ports.cdn}/health`,
      limitMs: START_MS,
    } satisfies ProcessPlan,
    gateway: {
      name: 'gateway',
      args: [join(root, 'gateway/src/main.ts')],
      env: {
        SESSION_SECRET,
        ...common,
        DESK_PORT: String(ports.desk),
        CDN_ORIGIN: origins.cdn,
        // Whatever this machine takes `localhost` for.
        ...(cdnOrigin ? {} : { CDN_READ_ORIGIN: `http://${own}:${ports.cdn}` }),
        ...originVariables(origins),
        MANIFEST_FILE: manifestFileOf(settings),
        // Everything of it is on this machine.
        INTERNAL_ADDRESSES: 'allow',
        SHELL_DIST: join(root, 'shell/dist'),
        SHELL_DEV_DIST: join(root, 'shell/dist-dev'),
        MAPS_FROM: join(data, 'cdn'),
        USERS_FILE: join(data, 'users.json'),
        SEED_USERS_FILE: join(root, 'deploy/demo-users.json'),
        ...given,
      },
      // Not merely alive: it has a manifest to serve.
      health: `${origins.gateway}/api/gateway/ready`,
      limitMs: START_MS,
      findHindrance: manifestHindrance(origins.gateway, manifestFileOf(settings)),
    } satisfies ProcessPlan,
  };
}

/** A services process, and how its databases are brought up to date when they are on PostgreSQL. */
export function servicesProcess(name: string, origin: string, env: NodeJS.ProcessEnv): ServicesPlan {
  const onPostgres = Object.keys(env).some((variable) => /^([A-Z]+_)?DATABASE_(URL|HOST)$/.test(variable) && env[variable]);
  return {
    name,
    args: [join(root, 'services/host/src/main.ts')],
    env,
    health: `${origin}/health`,
    // The first start also makes the database and seeds it: 100 s were seen on two busy cores.
    limitMs: 360_000,
    migrate: onPostgres ? { args: [join(root, 'services/host/src/migrate-main.ts')], env } : null,
  };
}

/** `WMS_ORIGIN` and the like, as a manifest may name them. */
function originVariables({ services }: DeskOrigins): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(services).map(([name, origin]) => [`${name.toUpperCase()}_ORIGIN`, origin]));
}

/** Keeps the variables that say where this desk is, so that the `desk` command needs no more than the data folder to find it. */
export function keepPlaces(settings: DeskSettings, ports: DeskPorts, origins: DeskOrigins): void {
  const all = Object.entries({ ...settings.movedPorts, ...ports });
  const variables = {
    MANIFEST_FILE: manifestFileOf(settings),
    ...(new URL(origins.gateway).hostname !== '127.0.0.1' && { DESK_GATEWAY: origins.gateway }),
    ...Object.fromEntries(all.map(([name, port]) => [portVariables[name as PortName], String(port)])),
    ...originVariables(origins),
  };
  writeFileSync(join(settings.data, 'places.json'), `${JSON.stringify(variables, null, 2)}\n`);
}
