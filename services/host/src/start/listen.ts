import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { CannotStart } from '../environment/variables.ts';

/** Within the five seconds that a supervisor waits. */
const IN_FLIGHT_MS = 2_500;

/** Serves `fetch` on a port; throws `CannotStart` when it cannot be had. */
export async function listen(fetch: (request: Request) => Response | Promise<Response>, port: number, host: string) {
  const server = createAdaptorServer({ fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(taken ? new CannotStart(`Port ${port} is taken. Set SERVICES_PORT to another one.`, { cause: error }) : error);
    });
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    /** Accepts nothing new, and gives running requests some seconds to end. */
    async close(): Promise<void> {
      const impatience = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_MS);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      clearTimeout(impatience);
    },
  };
}
