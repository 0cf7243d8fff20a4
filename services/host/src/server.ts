import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openDatabase } from '@business-m/doctype';
import { createAdaptorServer } from '@hono/node-server';
import type { Logger } from 'pino';
import { CannotStart } from './cannot-start.ts';
import { compose, demoCompany } from './composition.ts';
import type { Environment } from './environment.ts';
import { createApp } from './http/app.ts';
import { lockFolder } from './lock/folder-lock.ts';
import { prepareDatabase } from './seed/seed-demo.ts';

/** Within the five seconds that a supervisor waits. */
const IN_FLIGHT_MS = 2_500;
const OUTBOX_MS = 1_500;
const TIDY_EVERY_MS = 3_600_000;

export interface RunningServer {
  port: number;
  stop(): Promise<void>;
}

/** Takes the data folder, brings the database up to date, and serves. */
export async function startServer(environment: Environment, log: Logger): Promise<RunningServer> {
  const folder = join(environment.DESK_DATA, 'db');
  makeFolder(environment.DESK_DATA);
  const lock = lockFolder(folder);
  const cleanUp: (() => unknown)[] = [() => lock.release()];
  const stop = async () => {
    for (const step of cleanUp.toReversed()) await step();
  };
  try {
    const db = await openDatabase({ engine: 'pglite', folder });
    cleanUp.push(() => db.destroy());
    const composition = compose(db, (error) => log.error({ err: error }, 'the outbox relay failed'));
    const documents = environment.DESK_SEED === 'demo' ? demoCompany(new Date().toISOString().slice(0, 10)) : null;
    const seed = await prepareDatabase({ db, services: composition.services, tenant: environment.DESK_TENANT, documents });
    log.info({ seed }, 'the database is ready');
    for (const { relay } of composition.services) relay.start();
    cleanUp.push(() => Promise.all(composition.services.map(({ relay }) => relay.stop(OUTBOX_MS))));
    const tidying = setInterval(() => {
      Promise.all(composition.services.map((service) => service.tidy())).catch((error) => log.error({ err: error }, 'tidying failed'));
    }, TIDY_EVERY_MS);
    cleanUp.push(() => clearInterval(tidying));
    const app = createApp({ ...composition, secret: environment.SERVICE_SECRET, tenant: environment.DESK_TENANT, log });
    const server = createAdaptorServer({ fetch: app.fetch }) as Server;
    const port = await listen(server, environment);
    cleanUp.push(() => closeServer(server));
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CannotStart(`${folder} cannot hold the data (${why}). Set DESK_DATA to a folder that can.`, { cause: error });
  }
}

function listen(server: Server, { SERVICES_PORT: port, HOST: host }: Environment): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(taken ? new CannotStart(`Port ${port} is taken. Set SERVICES_PORT to another one.`, { cause: error }) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Accepts nothing new, lets what is running end, and does not wait for ever. */
async function closeServer(server: Server): Promise<void> {
  const impatience = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(impatience);
}
