import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNats, startPostgres } from '@business-m/stack/backing';
import { writeShellDist } from '../../../gateway/src/testing/shell-fixture.ts';
import { type Child, startChild } from '../../../stack/process/child.ts';
import { freePorts } from '../../../stack/process/free-port.ts';
import { waitForHealth } from '../../../stack/process/health.ts';
import { runNode } from '../../../stack/process/run.ts';
import { root } from '../../../stack/workspace.ts';

const READY_MS = 60_000;

/** A monolith on PostgreSQL with NATS at hand, an empty neighbour for one of its domains, and a gateway in front: real processes, no screens. */
export async function startMovingDesk(scope: string) {
  const folder = mkdtempSync(join(tmpdir(), 'desk-move-'));
  const running: { stop(): Promise<unknown> }[] = [];
  const stop = async () => {
    for (const each of running.toReversed()) await each.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [postgres, nats] = await Promise.all([
      startPostgres({ folder: join(folder, 'postgres'), durable: false }),
      startNats({ folder: join(folder, 'nats') }),
    ]);
    running.push(postgres, nats);
    const [monolithPort = 0, neighbourPort = 0, gatewayPort = 0] = await freePorts(3);
    const secret = randomBytes(32).toString('base64url');
    const origins = {
      monolith: `http://127.0.0.1:${monolithPort}`,
      neighbour: `http://127.0.0.1:${neighbourPort}`,
      gateway: `http://127.0.0.1:${gatewayPort}`,
    };
    const databases = { monolith: postgres.url('desk'), neighbour: postgres.url(scope) };
    const manifestFile = join(folder, 'desk.json');
    writeFileSync(manifestFile, manifestOf(origins.monolith));
    await writeShellDist(join(folder, 'shell'));

    const common: NodeJS.ProcessEnv = { PATH: process.env.PATH, SERVICE_SECRET: secret, LOG_LEVEL: 'info' };
    const broker = { NATS_URL: nats.url, NATS_USER: nats.user ?? '', NATS_PASSWORD: nats.password ?? '' };
    const services = async (name: 'monolith' | 'neighbour', port: number, env: NodeJS.ProcessEnv) => {
      await postgres.createDatabase(name === 'monolith' ? 'desk' : scope);
      const all = {
        ...common,
        ...broker,
        ...env,
        DATABASE_URL: databases[name],
        SERVICES_PORT: String(port),
        DESK_DATA: join(folder, name),
      };
      await runNode({
        name: `Migrating ${name}`,
        args: [join(root, 'services/host/src/migrate-main.ts'), ...(name === 'neighbour' ? ['--for-move'] : [])],
        cwd: root,
        env: all,
        limitMs: READY_MS,
      });
      return start(name, 'services/host/src/main.ts', all, `${origins[name]}/health`);
    };
    const start = async (name: string, main: string, env: NodeJS.ProcessEnv, health: string): Promise<Child> => {
      const child = startChild({ name, args: [join(root, main)], cwd: root, env, logFile: join(folder, `${name}.log`) });
      running.push(child);
      await waitForHealth(child, health, READY_MS);
      return child;
    };
    await Promise.all([
      services('monolith', monolithPort, { M_MODE: 'indie' }),
      services('neighbour', neighbourPort, { M_MODE: 'enterprise', M_DOMAINS: scope }),
      start(
        'gateway',
        'gateway/src/main.ts',
        {
          ...common,
          DESK_PORT: String(gatewayPort),
          DESK_DATA: join(folder, 'gateway'),
          MANIFEST_FILE: manifestFile,
          INTERNAL_ADDRESSES: 'allow',
          SHELL_DIST: join(folder, 'shell'),
          SEED_USERS_FILE: join(root, 'deploy/demo-users.json'),
          SESSION_SECRET: secret,
        },
        `${origins.gateway}/api/gateway/health`,
      ),
    ]);
    const deskVariables = { ...common, MANIFEST_FILE: manifestFile };
    const log = (name: string) => readFileSync(join(folder, `${name}.log`), 'utf8');
    return { origins, databases, manifestFile, deskVariables, log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function manifestOf(monolith: string): string {
  const scopes = { masters: {}, finance: {}, wms: {} };
  const backend = { mode: 'indie', monolith, scopes };
  return `${JSON.stringify({ schemaVersion: 1, environment: 'test', cdn: 'http://127.0.0.1:9', backend, remotes: {} }, null, 2)}\n`;
}
