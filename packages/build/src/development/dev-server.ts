import { join } from 'node:path';
import { developmentRemoteSchema } from '@business-m/contract';
import getPort, { portNumbers } from 'get-port';
import { createServer } from 'vite';

const firstPorts = portNumbers(5175, 5274);

/** Why the dev server does not start, in a sentence for the person who typed the command. */
export class DevServerRefusal extends Error {
  override name = 'DevServerRefusal';
}

export interface DevRemoteOptions {
  /** Of the remote: where its vite.config.ts is. */
  folder: string;
  /** Origin of the running desk: the only one whose pages may load from the dev server. */
  desk: string;
  /** The first free one from 5175 on when absent. */
  port?: number;
  /** Serves the component kit's sources too. */
  ui?: boolean;
  /** Vite's own messages; `info` when absent. */
  logLevel?: 'info' | 'warn' | 'error' | 'silent';
}

export type DevRemote = Awaited<ReturnType<typeof startDevRemote>>;

/** Starts the dev server of a remote for a running desk, with HMR. */
export async function startDevRemote({ folder, desk, port: given, ui = false, logLevel = 'info' }: DevRemoteOptions) {
  const port = given ?? (await getPort({ port: firstPorts }));
  const origin = `http://localhost:${port}`;
  const server = await createServer({
    root: folder,
    configFile: join(folder, 'vite.config.ts'),
    mode: ui ? 'desk-ui' : 'desk',
    logLevel,
    clearScreen: false,
    server: {
      host: 'localhost',
      port,
      // The link names the port: another one would be another server.
      strictPort: true,
      // Images and fonts are asked for from the desk's page, where a path alone would lead to the desk.
      origin,
      cors: { origin: [desk] },
    },
  });
  try {
    await server.listen().catch((error: unknown) => {
      if (!(error instanceof Error && error.message.includes('already in use'))) throw error;
      throw new DevServerRefusal(`Port ${port} is taken: name another one with --port, or none.`);
    });
    const answer = await fetch(`${origin}/@desk/remote.json`, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new DevServerRefusal(`${folder} has no remote for a desk: its vite.config.ts must export remoteConfig(…).`);
    const { scope, title, nav } = developmentRemoteSchema.parse(await answer.json());
    const path = nav[0]?.path;
    // The desk's page that asks whether this browser is to take the remote from here.
    const link = `${desk}/override?${new URLSearchParams({ scope, origin, ...(path ? { path } : {}) })}`;
    return { scope, title, origin, link, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}
