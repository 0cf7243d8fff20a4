import { join } from 'node:path';
import { gatewayHealthSchema } from '@business-m/contract/operations';
import type { NatsServer } from '@business-m/stack/backing';
import { type Child, freePorts, startChild, waitForHealth } from '@business-m/stack/process';

const root = join(import.meta.dirname, '../..');
const START_MS = 60_000;
const ANSWER_MS = 10_000;
const SECRET = 'of-the-bench-and-of-nobody-else-0123456789';

/** Real gateway processes on one NATS, each with connections and a data folder of its own. */
export async function startGateways(count: number, nats: NatsServer, cdn: string, folder: string) {
  const gateways = (await freePorts(count)).map((port, index) => ({
    health: `http://127.0.0.1:${port}/api/gateway/health`,
    child: startGateway(port, `gateway-${index}`, nats, cdn, folder),
  }));
  const stop = async () => void (await Promise.all(gateways.map(({ child }) => child.stop())));
  try {
    await Promise.all(gateways.map(({ child, health }) => waitForHealth(child, health, START_MS)));
  } catch (error) {
    await stop();
    throw error;
  }
  /** Settles when every one of them says over HTTP that this revision, or a later one, is in force. */
  const serve = async (revision: number) => {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const isServed = async (health: string) => {
      const { manifest } = gatewayHealthSchema.parse(await (await fetch(health, { signal })).json());
      return manifest.revision >= revision;
    };
    await Promise.all(
      gateways.map(async ({ health }) => {
        while (!(await isServed(health)));
      }),
    );
  };
  return { serve, stop };
}

function startGateway(port: number, name: string, nats: NatsServer, cdn: string, folder: string): Child {
  return startChild({
    name,
    args: [join(root, 'gateway/src/main.ts')],
    cwd: root,
    env: {
      PATH: process.env.PATH,
      DESK_PORT: String(port),
      DESK_DATA: join(folder, name),
      CDN_ORIGIN: cdn,
      MANIFEST_STORE: 'nats',
      MANIFEST_FILE: join(folder, 'documents/prod.json'),
      NATS_URL: nats.url,
      NATS_USER: nats.user,
      NATS_PASSWORD: nats.password,
      SHELL_DIST: join(folder, 'shell'),
      SEED_USERS_FILE: join(folder, 'users.json'),
      SESSION_SECRET: SECRET,
      SERVICE_SECRET: SECRET,
      LOG_LEVEL: 'warn',
    },
    logFile: join(folder, `${name}.log`),
  });
}
