import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type NatsLinkOptions, openConnection, openNatsLink } from '@business-m/nats';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/nats-core';
import type { Logger } from 'pino';
import type { Environment } from '../../environment.ts';
import { SESSION_S } from '../sessions.ts';
import type { EndedSessions } from './ended-sessions.ts';
import { openKeptEndedSessions } from './kept-ended-sessions.ts';

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
  retryMs?: NatsLinkOptions<unknown>['retryMs'];
}

const BUCKET_BYTES = 32 * 1_048_576;
/** A gateway that starts waits so long for what others know; it starts without NATS, too. */
const FIRST_MS = 3_000;

/** Known to all gateways a moment later: each tells the others by a key-value bucket. While NATS is away, all of it afterwards. */
export async function openSharedEndedSessions(options: SharedEndedSessionsOptions): Promise<EndedSessions> {
  const { own, connect, bucket, lifetimeS, replicas = 1, log, retryMs = { first: 500, longest: 10_000 } } = options;
  const untold = new Map<string, Date>();
  const caughtUp = Promise.withResolvers<void>();
  let telling = Promise.resolve();

  function tell(): void {
    telling = telling.then(async () => {
      for (const [id, until] of untold) {
        const kv = link.current()?.kv;
        if (!kv) return;
        await kv.put(id, String(until.getTime()));
        untold.delete(id);
      }
    });
    // Once more in a while; by a new connection, as soon as that is there.
    telling = telling.catch(() => void setTimeout(tell, retryMs.longest).unref());
  }

  async function open(connection: NatsConnection) {
    const limits = { history: 1, ttl: lifetimeS * 1_000, storage: 'file', replicas, max_bytes: BUCKET_BYTES } as const;
    const opened = await new Kvm(connection).create(bucket, limits);
    const watch = await opened.watch();
    if ((await opened.status()).values === 0) caughtUp.resolve();
    return { kv: opened, watch };
  }

  const link = openNatsLink({
    connect,
    prepare: open,
    async serve({ watch }, ended) {
      tell();
      ended.addEventListener('abort', () => watch.stop(), { once: true });
      for await (const { key, value, operation, delta } of watch) {
        const until = Number(new TextDecoder().decode(value));
        if (operation === 'PUT' && Number.isSafeInteger(until)) own.add(key, new Date(until));
        if (delta === 0) caughtUp.resolve();
      }
    },
    retryMs,
    onAway(reason) {
      log.warn({ reason }, 'sign-outs are not told to other gateways');
      caughtUp.resolve();
    },
  });

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
      await link.close();
      await own.close();
    },
  };
}

/** Kept by each gateway, and shared between them where their manifest is. */
export async function openEndedSessions(env: Environment, log: Logger): Promise<EndedSessions> {
  const own = await openKeptEndedSessions({ file: join(env.DESK_DATA, 'ended-sessions.txt'), log });
  const nats = env.NATS;
  if (!nats) return own;
  return openSharedEndedSessions({
    own,
    connect: () => openConnection(nats.access),
    bucket: `${env.MANIFEST_BUCKET}-ended-sessions`,
    lifetimeS: SESSION_S,
    replicas: nats.replicas,
    log,
  });
}
