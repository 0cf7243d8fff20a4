import { randomBytes } from 'node:crypto';
import { atMost, openConnection, openNatsLink } from '@business-m/nats';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/nats-core';
import type { Logger } from 'pino';
import type { Environment } from '../environment.ts';
import { type HealthCounts, WINDOW_MINUTES } from './health-counts.ts';
import { createMemoryCounts, windowStartS } from './memory-counts.ts';
import { readSample } from './read-sample.ts';
import { ReleaseSample } from './release-sample.ts';
import { createSampleBook, keyOf, type SampleBookOptions } from './sample-book.ts';
import { fromWire, toWire } from './sample-wire.ts';

export interface NatsCountsOptions extends Omit<SampleBookOptions, 'now'> {
  /** Opens a connection; called again when it has ended. */
  connect: () => Promise<NatsConnection>;
  log: { warn(fields: object, message: string): void; info(fields: object, message: string): void };
  /** Default `desk-health`. */
  bucket?: string;
  replicas?: number;
  /** Between two times of telling the others. Default 2,000. */
  flushMs?: number;
  now?: () => number;
}

const RETRY_MS = { first: 500, longest: 15_000 };
/** Told to the others at one time; what is left goes the next time, longest waiting first. */
const FLUSH_BYTES = 512 * 1_024;
const BUCKET_BYTES = 64 * 1_048_576;
const CLOSE_MS = 1_000;

/** Counts of all gateways: each writes a key of its own and reads the others’. Without NATS it counts for itself and tells them later. */
export function createNatsCounts(options: NatsCountsOptions): HealthCounts {
  const { connect, log, bucket = 'desk-health', replicas = 1, flushMs = 2_000, now = Date.now, ...bookOptions } = options;
  const book = createSampleBook({ ...bookOptions, now });
  const self = randomBytes(6).toString('hex');
  const others = new Map<string, Map<string, ReleaseSample>>();
  const untold = new Set<string>();
  let isAway = false;
  let flushing: Promise<void> | null = null;

  async function open(connection: NatsConnection) {
    const limits = { history: 1, ttl: WINDOW_MINUTES * 60_000, storage: 'memory', replicas, max_bytes: BUCKET_BYTES } as const;
    const kv = await new Kvm(connection).create(bucket, limits);
    return { kv, watch: await kv.watch() };
  }

  const link = openNatsLink({
    connect,
    prepare: open,
    async serve({ watch }, ended) {
      // The bucket may be another one than before.
      for (const key of book.keys()) untold.add(key);
      ended.addEventListener('abort', () => watch.stop(), { once: true });
      for await (const entry of watch) hear(entry.key, entry.operation === 'PUT' ? entry.value : null);
    },
    retryMs: RETRY_MS,
    onAway(reason) {
      isAway = true;
      log.warn({ reason }, 'health counts are not shared');
    },
    onConnected() {
      if (isAway) log.info({}, 'health counts are shared again');
      isAway = false;
    },
  });

  function hear(key: string, value: Uint8Array | null): void {
    const [scope = '', release = '', gateway = ''] = key.split('.');
    if (gateway === self) return;
    const sample = value && fromWire(value);
    const name = keyOf(scope, release.replaceAll('_', '.'));
    const known = others.get(name) ?? new Map();
    if (sample) others.set(name, known.set(gateway, sample));
    else known.delete(gateway);
  }

  async function flush(): Promise<void> {
    let leftBytes = FLUSH_BYTES;
    for (const key of untold) {
      const sample = book.sampleOf(key);
      const kv = link.current()?.kv;
      if (!kv || leftBytes <= 0) return;
      untold.delete(key);
      if (!sample) continue;
      const value = toWire(sample);
      leftBytes -= value.length;
      try {
        await kv.put(`${key.replaceAll('.', '_').replace(' ', '.')}.${self}`, value);
      } catch {
        // Told the next time, with all that is known by then.
        untold.add(key);
        return;
      }
    }
  }

  function tell(): Promise<void> {
    flushing ??= flush().finally(() => {
      flushing = null;
    });
    return flushing;
  }

  function prune(): void {
    book.prune();
    const sinceS = windowStartS(now(), undefined);
    for (const [name, gateways] of others) {
      for (const [gateway, { users }] of gateways) if (![...users.values()].some(({ seenS }) => seenS >= sinceS)) gateways.delete(gateway);
      if (gateways.size === 0) others.delete(name);
    }
  }

  const timers = [setInterval(tell, flushMs).unref(), setInterval(prune, 60_000).unref()];

  return {
    windowMinutes: WINDOW_MINUTES,
    record(userId, events) {
      for (const key of book.record(userId, events)) untold.add(key);
    },
    read(scope, since) {
      const sinceS = windowStartS(now(), since);
      const releases = new Set(book.releasesOf(scope).map(({ release }) => release));
      for (const name of others.keys()) if (name.startsWith(`${scope} `)) releases.add(name.slice(scope.length + 1));
      return [...releases].flatMap((release) => {
        const key = keyOf(scope, release);
        const all = new ReleaseSample(Number.POSITIVE_INFINITY);
        const own = book.sampleOf(key);
        for (const { users, thrown } of [...(own ? [own] : []), ...(others.get(key)?.values() ?? [])]) {
          for (const [user, record] of users) all.merge(user, record);
          for (const [failure, described] of thrown) all.describe(failure, described);
        }
        return readSample(release, all, sinceS) ?? [];
      });
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      await atMost(CLOSE_MS, tell());
      await link.close();
    },
  };
}

/** Shared between gateways where their manifest is. */
export function openCounts(env: Environment, log: Logger): HealthCounts {
  const secret = env.SESSION_SECRET;
  const nats = env.NATS;
  if (!nats) return createMemoryCounts({ secret });
  return createNatsCounts({
    secret,
    // Beside the documents' own: two desks on one server do not count each other's users.
    bucket: `${env.MANIFEST_BUCKET}-health`,
    replicas: nats.replicas,
    connect: () => openConnection(nats.access),
    log,
  });
}
