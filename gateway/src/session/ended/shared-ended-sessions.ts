import { setTimeout as delay } from 'node:timers/promises';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/nats-core';
import type { EndedSessions } from './ended-sessions.ts';

export interface SharedEndedSessionsOptions {
  /** What this gateway knows by itself. */
  own: EndedSessions;
  /** Opens a connection; called again when it has ended. */
  connect: () => Promise<NatsConnection>;
  bucket: string;
  /** How long an entry can matter. */
  lifetimeS: number;
  replicas?: number;
  log: { warn(fields: object, message: string): void };
  retryMs?: { first: number; most: number };
}

const BUCKET_BYTES = 32 * 1_048_576;
/** A gateway that starts waits so long for what others know; it starts without NATS, too. */
const FIRST_MS = 3_000;

/** Known to all gateways a moment later: each tells the others by a key-value bucket. While NATS is away, all of it afterwards. */
export async function openSharedEndedSessions(options: SharedEndedSessionsOptions): Promise<EndedSessions> {
  const { own, connect, bucket, lifetimeS, replicas = 1, log, retryMs = { first: 500, most: 10_000 } } = options;
  const untold = new Map<string, Date>();
  const stop = new AbortController();
  const caughtUp = Promise.withResolvers<void>();
  let kv: KV | null = null;
  let telling = Promise.resolve();
  let isAway = false;

  function tell(): void {
    telling = telling.then(async () => {
      for (const [id, until] of untold) {
        if (!kv) return;
        await kv.put(id, String(until.getTime()));
        untold.delete(id);
      }
    });
    // Once more in a while; by a new connection, as soon as that is there.
    telling = telling.catch(() => void setTimeout(tell, retryMs.most).unref());
  }

  async function serve(connection: NatsConnection): Promise<void> {
    const limits = { history: 1, ttl: lifetimeS * 1_000, storage: 'file', replicas, max_bytes: BUCKET_BYTES } as const;
    const opened = await new Kvm(connection).create(bucket, limits);
    const watch = await opened.watch();
    kv = opened;
    isAway = false;
    tell();
    if ((await opened.status()).values === 0) caughtUp.resolve();
    void Promise.race([aborted(stop.signal), connection.closed()]).then(() => watch.stop());
    for await (const { key, value, operation, delta } of watch) {
      const until = Number(new TextDecoder().decode(value));
      if (operation === 'PUT' && Number.isSafeInteger(until)) own.add(key, new Date(until));
      if (delta === 0) caughtUp.resolve();
    }
  }

  async function stayConnected(): Promise<void> {
    for (let attempt = 0; !stop.signal.aborted; attempt += 1) {
      try {
        const connection = await connect();
        attempt = 0;
        await serve(connection).finally(() => connection.close().catch(() => {}));
      } catch (error) {
        if (!isAway && !stop.signal.aborted) log.warn({ reason: String(error) }, 'sign-outs are not told to other gateways');
        isAway = true;
        caughtUp.resolve();
      }
      kv = null;
      const waitMs = Math.min(retryMs.most, retryMs.first * 2 ** attempt);
      await delay(waitMs, undefined, { signal: stop.signal, ref: false }).catch(() => {});
    }
  }

  const running = stayConnected();
  await Promise.race([caughtUp.promise, delay(FIRST_MS, undefined, { ref: false })]);
  return {
    ...own,
    add(id, until) {
      own.add(id, until);
      untold.set(id, until);
      tell();
    },
    async close() {
      await Promise.race([telling, delay(1_000, undefined, { ref: false })]);
      stop.abort();
      await Promise.race([running, delay(1_000, undefined, { ref: false })]);
      await own.close();
    },
  };
}

const aborted = (signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
