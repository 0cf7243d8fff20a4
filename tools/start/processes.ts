import { join } from 'node:path';
import type { ProcessPlan } from './process-stack.ts';
import { readSecrets } from './secrets.ts';
import { type DeskSettings, root } from './settings.ts';

export type DeskOrigins = { desk: string; cdn: string; services: string };

/** Which processes a desk is, what each is told, and how one sees that it is ready. */
export function planProcesses(settings: DeskSettings): {
  origins: DeskOrigins;
  services: ProcessPlan;
  cdn: ProcessPlan;
  gateway: ProcessPlan;
} {
  const { ports, data, seed } = settings;
  const given = { ...process.env, ...settings.env };
  const origins = {
    desk: `http://localhost:${ports.desk}`,
    // A browser elsewhere needs another name for it than this machine does.
    cdn: given.CDN_ORIGIN || `http://localhost:${ports.cdn}`,
    services: `http://127.0.0.1:${ports.services}`,
  };
  const secrets = readSecrets(data);
  const common: NodeJS.ProcessEnv = { NODE_ENV: 'production', ...secrets, ...given, DESK_DATA: data };

  return {
    origins,
    services: {
      name: 'services',
      args: [join(root, 'services/host/src/main.ts')],
      env: { ...common, SERVICES_PORT: String(ports.services), ...(seed ? { DESK_SEED: 'demo' } : {}) },
      health: `http://127.0.0.1:${ports.services}/health`,
      // The first start also makes the database and seeds it.
      limitMs: 120_000,
    },
    cdn: {
      name: 'cdn',
      args: [join(root, 'tools/cdn/main.ts')],
      env: { ...common, CDN_PORT: String(ports.cdn), CDN_ROOT: join(data, 'cdn') },
      health: `http://127.0.0.1:${ports.cdn}/health`,
      limitMs: 20_000,
    },
    gateway: {
      name: 'gateway',
      args: [join(root, 'gateway/src/main.ts')],
      env: {
        ...common,
        DESK_PORT: String(ports.desk),
        CDN_ORIGIN: origins.cdn,
        SERVICES_ORIGIN: origins.services,
        MANIFEST_FILE: settings.manifestFile ?? join(root, 'manifest/environments/dev.json'),
        SHELL_DIST: join(root, 'shell/dist'),
        USERS_FILE: join(data, 'users.json'),
        SEED_USERS_FILE: join(root, 'deploy/demo-users.json'),
      },
      health: `http://127.0.0.1:${ports.desk}/api/gateway/health`,
      limitMs: 30_000,
    },
  };
}
