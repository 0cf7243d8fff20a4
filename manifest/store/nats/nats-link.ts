import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailable } from '../revision-store.ts';
import { type Bucket, type BucketOptions, openBucket } from './bucket.ts';
import { connectNats, type NatsAccess } from './connect-nats.ts';
import { natsReason } from './nats-errors.ts';

export interface NatsLinkOptions extends NatsAccess, BucketOptions {
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /**
   * Runs on each connection until it ends; its end, or a failure of it, ends the connection, too. `signal` says that it has ended.
   */
  serve: (bucket: Bucket, signal: AbortSignal) => Promise<void>;
}

/** A connection to the bucket, replaced for ever whenever it breaks. */
export interface NatsLink {
  /** The bucket, once there is a connection; waits for one, but not long. @throws StoreUnavailable */
  bucket(): Promise<Bucket>;
  awaySince(): Date | null;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2_000;
/** A call waits so long for a connection: a server that restarts is back by then, one that is gone is known to be. */
const WAIT_MS = 2_500;
const HANG_UP_MS = 2_000;

export function openNatsLink({ log, serve, ...options }: NatsLinkOptions): NatsLink {
  const stop = new AbortController();
  let current: Bucket | null = null;
  let away: Date | null = new Date();
  let reason = 'not connected yet';
  let connected = Promise.withResolvers<void>();

  function becomeAway(error: unknown): void {
    reason = natsReason(error);
    if (away === null) log.warn({ reason }, 'the store of manifests is away');
    away ??= new Date();
  }

  async function hold(): Promise<void> {
    const connection = await connectNats(options);
    const ended = new AbortController();
    const hangUp = () => void connection.close().catch(() => {});
    stop.signal.addEventListener('abort', hangUp, { once: true });
    try {
      if (stop.signal.aborted) return;
      const closed = connection.closed().then((error) => {
        ended.abort();
        throw error instanceof Error ? error : new Error('the connection was closed');
      });
      const bucket = await Promise.race([openBucket(connection, options), closed]);
      current = bucket;
      log.info({ server: connection.getServer() }, 'the store of manifests is there');
      away = null;
      connected.resolve();
      await Promise.race([serve(bucket, ended.signal), closed]);
    } finally {
      current = null;
      connected = Promise.withResolvers();
      stop.signal.removeEventListener('abort', hangUp);
      await Promise.race([connection.close().catch(() => {}), delay(HANG_UP_MS, undefined, { ref: false })]);
    }
  }

  async function stayConnected(): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    while (!stop.signal.aborted) {
      const wasAway = away !== null;
      try {
        await hold();
      } catch (error) {
        if (!stop.signal.aborted) becomeAway(error);
      }
      // One that had worked is tried again at once.
      retryMs = wasAway && away !== null ? Math.min(LONGEST_RETRY_MS, retryMs * 2) : FIRST_RETRY_MS;
      await delay(retryMs * (0.5 + Math.random() / 2), undefined, { signal: stop.signal, ref: false }).catch(() => {});
    }
  }
  const ended = stayConnected();

  return {
    awaySince: () => away,
    async bucket() {
      const waited = new AbortController();
      if (!current) {
        await Promise.race([connected.promise, delay(WAIT_MS, undefined, { signal: waited.signal }).catch(() => {})]);
        waited.abort();
      }
      if (current) return current;
      throw new StoreUnavailable(`NATS cannot be used: ${reason}`);
    },
    async close() {
      stop.abort();
      connected.resolve();
      await ended;
    },
  };
}
