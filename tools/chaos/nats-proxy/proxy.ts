import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createMessageFaults, type MessageFaultOptions, noFault } from './faults.ts';
import { createLink, type Link, noCounts } from './link.ts';

const RETRY_MS = 500;
/** Tries to publish a copy while no connection is up. */
const TRIES_MAX = 120;

interface NatsProxyOptions {
  upstream: { host: string; port: number };
  /** A free one when absent. */
  port?: number;
  faults: MessageFaultOptions;
}

export type NatsProxy = Awaited<ReturnType<typeof startNatsProxy>>;

/** Delays, reorders and repeats whole messages between NATS clients and server. Loses only what a cut or a requested fault loses. */
export async function startNatsProxy({ upstream, port = 0, faults }: NatsProxyOptions) {
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
  const cut = () => {
    counts.cuts += links.size;
    for (const link of links) link.cut();
  };
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    /** Cuts every connection; clients may reconnect at once. */
    cut,
    /** Cuts every connection and refuses new ones until `heal`. */
    partition() {
      partitioned = true;
      cut();
    },
    heal() {
      partitioned = false;
    },
    /** From here on messages have no faults; copies that were scheduled before still come. */
    endFaults() {
      ended = true;
    },
    /** Settles when every scheduled copy has been published or given up. */
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
