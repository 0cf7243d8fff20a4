import { join } from 'node:path';
import { createServer } from 'vite';
import { developmentRemoteSchema } from '../../manifest/schema/index.ts';
import { findPortProblem } from '../process/free-port.ts';
import { Refusal } from '../start/settings.ts';

const FIRST_PORT = 5175;
const PORTS_TRIED = 100;

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

export interface DevRemote {
  scope: string;
  title: string;
  origin: string;
  /** The desk's page that asks whether this browser is to take the remote from here. */
  link: string;
  close(): Promise<void>;
}

/** Starts the dev server of a remote for a running desk, with HMR. */
export async function startDevRemote({ folder, desk, port: given, ui = false, logLevel = 'info' }: DevRemoteOptions): Promise<DevRemote> {
  const problem = given === undefined ? null : await findPortProblem(given);
  if (problem) throw new Refusal(`Port ${given} ${problem}: name another one with --port, or none.`);
  const port = given ?? (await freeDevPort());
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
    await server.listen();
    const answer = await fetch(`${origin}/@desk/remote.json`, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Refusal(`${folder} has no remote for a desk: its vite.config.ts must export remoteConfig(…).`);
    const { scope, title, nav } = developmentRemoteSchema.parse(await answer.json());
    const path = nav[0]?.path;
    const link = `${desk}/override?${new URLSearchParams({ scope, origin, ...(path ? { path } : {}) })}`;
    return { scope, title, origin, link, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function freeDevPort(): Promise<number> {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port += 1) if ((await findPortProblem(port)) === null) return port;
  throw new Refusal(`No port from ${FIRST_PORT} to ${FIRST_PORT + PORTS_TRIED - 1} is free: name another one with --port.`);
}
