import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the superuser; a test makes databases of its own and drops them. Only in the projects `services` and `enterprise`. */
    postgresUrl: string;
    /** Asks for no credentials; a test takes a prefix of its own. Only in the projects `nats` and `enterprise`. */
    natsUrl: string;
  }
}

type Server = { url: string; stop(): Promise<void> };
type Shared = { server: Promise<Server>; users: number };

/** Vitest loads a set-up once a project; what they share must lie outside of their modules. */
const holder = globalThis as { deskTestServers?: Map<string, Shared> };
holder.deskTestServers ??= new Map();
const servers = holder.deskTestServers;

/** The address of the run's one server of this name, started for the first project that needs it. */
export async function shareServer(name: string, start: (folder: string) => Promise<Server>): Promise<string> {
  const shared = servers.get(name) ?? { server: startIn(name, start), users: 0 };
  shared.users += 1;
  servers.set(name, shared);
  return (await shared.server).url;
}

/** Stops it after the last project. */
export async function releaseServer(name: string): Promise<void> {
  const shared = servers.get(name);
  if (!shared) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  servers.delete(name);
  await (await shared.server).stop();
}

async function startIn(name: string, start: (folder: string) => Promise<Server>): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), `desk-test-${name}-`));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  try {
    const server = await start(folder);
    return { url: server.url, stop: () => server.stop().finally(clear) };
  } catch (error) {
    clear();
    throw error;
  }
}
