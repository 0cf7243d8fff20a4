import { createServer } from 'node:net';
import getPort from 'get-port';

/** Ports nobody listens on under any address, all different, also from those of a call a moment ago. */
export function freePorts(count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => getPort()));
}

/** Why nobody can listen on `port` of this machine, under IPv4 or IPv6 (`localhost` may mean either); null when one can. */
export async function findPortProblem(port: number): Promise<string | null> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => listenOnce(port, host)));
  if (answers.includes('EADDRINUSE')) return 'is taken';
  if (answers.includes('EACCES')) return 'may not be used by this user';
  return null;
}

function listenOnce(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'EUNKNOWN'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
