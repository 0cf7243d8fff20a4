import { connect, type Socket } from 'node:net';
import type { MessageFault } from './faults.ts';
import { createFrameReader, type Frame } from './frames.ts';
import { type Message, messageOf, withoutMessageId } from './message.ts';

/** Delayed frames of one connection; a flood beyond that goes straight through. */
const DELAYED_MAX = 10_000;

/** How many messages went by, and how many of them had which fault. */
export const noCounts = () => ({
  published: 0,
  delivered: 0,
  delayed: 0,
  duplicate: 0,
  republication: 0,
  redelivery: 0,
  unacknowledged: 0,
  cuts: 0,
});
export type ProxyCounts = ReturnType<typeof noCounts>;

interface LinkOptions {
  client: Socket;
  upstream: { host: string; port: number };
  faultOf: (message: Message) => MessageFault;
  counts: ProxyCounts;
  /** Sends a frame to the server over whatever connection this user has then. */
  publishLater: (raw: Buffer, afterMs: number, user: string) => void;
}

export type Link = ReturnType<typeof createLink>;

/** One client's connection and the one to the server behind it. */
export function createLink({ client, upstream, faultOf, counts, publishLater }: LinkOptions) {
  const server = connect({ ...upstream, noDelay: true });
  client.setNoDelay(true);
  const timers = new Set<NodeJS.Timeout>();
  let whenEmpty: (() => void)[] = [];
  let user = '';
  const { promise: closed, resolve } = Promise.withResolvers<void>();

  const cut = () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    client.destroy();
    server.destroy();
    resolve();
  };
  const later = (afterMs: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
      if (timers.size > 0) return;
      const ready = whenEmpty;
      whenEmpty = [];
      for (const each of ready) each();
    }, afterMs);
    timers.add(timer);
  };
  // Delayed frames go out before the other end is closed.
  const afterDelayed = (work: () => void) => (timers.size === 0 ? work() : void whenEmpty.push(work));
  const send = (to: Socket, raw: Buffer) => {
    if (to.writable) to.write(raw);
  };

  function carry(from: Socket, to: Socket): void {
    const read = createFrameReader();
    from.on('data', (chunk: Buffer) => {
      try {
        for (const frame of read(chunk)) pass(frame, to);
      } catch {
        // Not NATS (TLS, or another program): frames cannot be told apart.
        cut();
      }
      if (!to.writableNeedDrain) return;
      from.pause();
      to.once('drain', () => from.resume());
    });
    from.on('error', cut);
    from.on('end', () => afterDelayed(() => to.end()));
    from.on('close', () => afterDelayed(cut));
  }

  function pass(frame: Frame, to: Socket): void {
    if (frame.verb === 'CONNECT') user = userOf(frame.raw);
    const message = timers.size < DELAYED_MAX ? messageOf(frame) : null;
    if (!message) {
      send(to, frame.verb === 'INFO' ? withoutOtherAddresses(frame.raw) : frame.raw);
      return;
    }
    counts[message.direction] += 1;
    const { delayMs, dropped, copies } = faultOf(message);
    if (dropped) counts.unacknowledged += 1;
    else if (delayMs === 0) send(to, frame.raw);
    else {
      counts.delayed += 1;
      later(delayMs, () => send(to, frame.raw));
    }
    for (const { kind, afterMs } of copies) {
      counts[kind] += 1;
      if (kind === 'republication') publishLater(withoutMessageId(frame), delayMs + afterMs, user);
      else later(delayMs + afterMs, () => send(to, frame.raw));
    }
  }

  carry(client, server);
  carry(server, client);
  return {
    closed,
    /** Closes both ends at once; delayed frames are lost, as if they had been on the wire. */
    cut,
    /** Sends to the server when this connection is that user's and up; false otherwise. */
    publish(raw: Buffer, of: string): boolean {
      if (of !== user || !server.writable || server.connecting) return false;
      server.write(raw);
      return true;
    },
  };
}

/** Users have different rights: a copy is published as the user of the original. */
function userOf(raw: Buffer): string {
  const { user } = JSON.parse(raw.toString('utf8').replace(/^CONNECT\s+/i, '')) as { user?: unknown };
  return typeof user === 'string' ? user : '';
}

/** Told of the server's own address, a client would reconnect past the proxy. */
function withoutOtherAddresses(raw: Buffer): Buffer {
  const { connect_urls: _urls, ws_connect_urls: _webSocketUrls, ...info } = JSON.parse(raw.toString('utf8').replace(/^INFO\s+/i, ''));
  return Buffer.from(`INFO ${JSON.stringify(info)}\r\n`);
}
