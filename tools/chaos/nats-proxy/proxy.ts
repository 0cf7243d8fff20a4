import { createServer, type Socket } from 'node:net';
import { createLink, type Link } from './link.ts';
import { createMischief, type MischiefOptions } from './mischief.ts';

/** Waits of a copy for a connection that is up. */
const RETRY_MS = 500;
const TRIES_MAX = 120;

/** How many messages went by, and what happened to how many of them. */
export interface ProxyCounts {
  published: number;
  delivered: number;
  delayed: number;
  duplicate: number;
  republication: number;
  redelivery: number;
  unacknowledged: number;
  cuts: number;
}

export interface NatsProxyOptions {
  upstream: { host: string; port: number };
  /** A free one when absent. */
  port?: number;
  mischief: MischiefOptions;
}

export interface NatsProxy {
  port: number;
  counts: Readonly<ProxyCounts>;
  /** Cuts every connection; clients may come back at once. */
  cut(): void;
  /** Cuts every connection and lets nobody in until `heal`. */
  goDark(): void;
  heal(): void;
  /** From here on messages go through untouched; what was promised before still comes. */
  calm(): void;
  /** Settles when every promised copy has been published or given up. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Stands between NATS clients and their server and treats their messages as a bad day would: late, out of order, twice, long after. Whole
 * messages only; none is ever changed, and none is lost but by a cut connection and what was asked for.
 */
export async function startNatsProxy({ upstream, port = 0, mischief }: NatsProxyOptions): Promise<NatsProxy> {
  const counts: ProxyCounts = {
    published: 0,
    delivered: 0,
    delayed: 0,
    duplicate: 0,
    republication: 0,
    redelivery: 0,
    unacknowledged: 0,
    cuts: 0,
  };
  const links = new Set<Link>();
  const waiting = new Set<NodeJS.Timeout>();
  const promised = new Set<Promise<void>>();
  const mischiefOf = createMischief(mischief);
  let calm = false;
  let dark = false;

  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        resolve();
      }, ms);
      waiting.add(timer);
    });

  const publishLater = (raw: Buffer, afterMs: number, user: string) => {
    const publication = (async () => {
      await wait(afterMs);
      for (let tries = 0; tries < TRIES_MAX && ![...links].some((link) => link.publish(raw, user)); tries += 1) await wait(RETRY_MS);
    })();
    promised.add(publication);
    publication.finally(() => promised.delete(publication));
  };

  const accept = (client: Socket) => {
    if (dark) return void client.destroy();
    const fateOf: typeof mischiefOf = (message) => (calm ? { holdMs: 0, lost: false, copies: [] } : mischiefOf(message));
    const link = createLink({ client, upstream, fateOf, counts, publishLater });
    links.add(link);
    link.closed.then(() => links.delete(link));
  };
  const server = createServer(accept);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');

  const cut = () => {
    counts.cuts += links.size;
    for (const link of links) link.cut();
  };
  return {
    port: address.port,
    counts,
    cut,
    goDark() {
      dark = true;
      cut();
    },
    heal() {
      dark = false;
    },
    calm() {
      calm = true;
    },
    async settled() {
      while (promised.size > 0) await Promise.all(promised);
    },
    async stop() {
      dark = true;
      for (const timer of waiting) clearTimeout(timer);
      for (const link of links) link.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
