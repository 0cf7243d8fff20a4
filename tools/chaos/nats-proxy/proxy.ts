import { createServer, type Socket } from 'node:net';
import { createMessageFaults, type MessageFaultOptions, noFault } from './faults.ts';
import { createLink, type Link, noCounts, type ProxyCounts } from './link.ts';

const RETRY_MS = 500;
/** Tries to publish a copy while no connection is up. */
const TRIES_MAX = 120;

export interface NatsProxyOptions {
  upstream: { host: string; port: number };
  /** A free one when absent. */
  port?: number;
  faults: MessageFaultOptions;
}

export interface NatsProxy {
  port: number;
  counts: Readonly<ProxyCounts>;
  /** Cuts every connection; clients may reconnect at once. */
  cut(): void;
  /** Cuts every connection and refuses new ones until `heal`. */
  partition(): void;
  heal(): void;
  /** From here on messages have no faults; copies that were scheduled before still come. */
  endFaults(): void;
  /** Settles when every scheduled copy has been published or given up. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A proxy between NATS clients and their server that delays, reorders and repeats whole messages. It changes none, and loses none but by a cut
 * connection and by the faults asked for.
 */
export async function startNatsProxy({ upstream, port = 0, faults }: NatsProxyOptions): Promise<NatsProxy> {
  const counts = noCounts();
  const links = new Set<Link>();
  const waiting = new Set<NodeJS.Timeout>();
  const scheduled = new Set<Promise<void>>();
  const messageFaults = createMessageFaults(faults);
  let ended = false;
  let partitioned = false;

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
    scheduled.add(publication);
    publication.finally(() => scheduled.delete(publication));
  };

  const accept = (client: Socket) => {
    if (partitioned) return void client.destroy();
    const faultOf: typeof messageFaults = (message) => (ended ? noFault : messageFaults(message));
    const link = createLink({ client, upstream, faultOf, counts, publishLater });
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
    partition() {
      partitioned = true;
      cut();
    },
    heal() {
      partitioned = false;
    },
    endFaults() {
      ended = true;
    },
    async settled() {
      while (scheduled.size > 0) await Promise.all(scheduled);
    },
    async stop() {
      partitioned = true;
      for (const timer of waiting) clearTimeout(timer);
      for (const link of links) link.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
