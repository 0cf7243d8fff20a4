import { createServer } from 'node:net';
import getPort from 'get-port';

/** Ports nobody listens on under any address, all different, also from those of a call a moment ago. */
export function freePorts(count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, () => getPort()));
}

/** Why nobody can listen on `port` of this machine, under IPv4 or IPv6 (`localhost` may mean either) or `own`; null when one can. */
export async function findPortProblem(port: number, own?: string): Promise<string | null> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => listenOnce(port, host)));
  // Afterwards, for it may be one of these or stand for them.
  if (own) answers.push(await listenOnce(port, own));
  if (answers.includes('EADDRINUSE')) return 'is taken';
  if (answers.includes('EACCES')) return 'may not be used by this user';
  return null;
}

/** Whether it is an address of this machine. */
export const isOwnAddress = async (host: string): Promise<boolean> =>
  !/EADDRNOTAVAIL|ENOTFOUND|EAI_|EINVAL/.test((await listenOnce(0, host)) ?? '');

function listenOnce(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'EUNKNOWN'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
