import { connect, type Socket } from 'node:net';
import { createFrameReader, type Frame } from './frames.ts';
import { type Message, messageOf, withoutMessageId } from './message.ts';
import type { Fate } from './mischief.ts';
import type { ProxyCounts } from './proxy.ts';

/** Held frames of one connection; a flood beyond that goes straight through. */
const HELD_MAX = 10_000;

export interface LinkOptions {
  client: Socket;
  upstream: { host: string; port: number };
  fateOf: (message: Message) => Fate;
  counts: ProxyCounts;
  /** Sends a frame to the server over whatever connection this user has then. */
  publishLater: (raw: Buffer, afterMs: number, user: string) => void;
}

/** One client's connection and the one to the server behind it. */
export interface Link {
  /** To the server, on behalf of a user; false when this is nobody's of that name, or gone. */
  publish(raw: Buffer, user: string): boolean;
  /** Both ends at once; what is held is lost, as what is in flight on a cut wire is. */
  cut(): void;
  closed: Promise<void>;
}

export function createLink({ client, upstream, fateOf, counts, publishLater }: LinkOptions): Link {
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
  // What is still held goes out before the other end hears that this one has ended.
  const afterHeld = (work: () => void) => (timers.size === 0 ? work() : void whenEmpty.push(work));
  const send = (to: Socket, raw: Buffer) => {
    if (to.writable) to.write(raw);
  };

  function carry(from: Socket, to: Socket): void {
    const read = createFrameReader();
    from.on('data', (chunk: Buffer) => {
      try {
        for (const frame of read(chunk)) pass(frame, to);
      } catch {
        // Not NATS (TLS, or another program): there is nothing to carry.
        cut();
      }
      if (!to.writableNeedDrain) return;
      from.pause();
      to.once('drain', () => from.resume());
    });
    from.on('error', cut);
    from.on('end', () => afterHeld(() => to.end()));
    from.on('close', () => afterHeld(cut));
  }

  function pass(frame: Frame, to: Socket): void {
    if (frame.verb === 'CONNECT') user = userOf(frame.raw);
    const message = timers.size < HELD_MAX ? messageOf(frame) : null;
    if (!message) {
      send(to, frame.verb === 'INFO' ? withoutOtherAddresses(frame.raw) : frame.raw);
      return;
    }
    counts[message.direction] += 1;
    const { holdMs, lost, copies } = fateOf(message);
    if (lost) counts.unacknowledged += 1;
    else if (holdMs === 0) send(to, frame.raw);
    else {
      counts.delayed += 1;
      later(holdMs, () => send(to, frame.raw));
    }
    for (const { kind, afterMs } of copies) {
      counts[kind] += 1;
      if (kind === 'republication') publishLater(withoutMessageId(frame), holdMs + afterMs, user);
      else later(holdMs + afterMs, () => send(to, frame.raw));
    }
  }

  carry(client, server);
  carry(server, client);
  return {
    closed,
    cut,
    publish(raw, of) {
      if (of !== user || !server.writable || server.connecting) return false;
      server.write(raw);
      return true;
    },
  };
}

/** What each may publish differs: nobody's copy goes out in another one's name. */
function userOf(raw: Buffer): string {
  const { user } = JSON.parse(raw.toString('utf8').replace(/^CONNECT\s+/i, '')) as { user?: unknown };
  return typeof user === 'string' ? user : '';
}

/** A client told of the server's own address would go there and pass the proxy by. */
function withoutOtherAddresses(raw: Buffer): Buffer {
  const { connect_urls: _urls, ws_connect_urls: _webSocketUrls, ...info } = JSON.parse(raw.toString('utf8').replace(/^INFO\s+/i, ''));
  return Buffer.from(`INFO ${JSON.stringify(info)}\r\n`);
}
