import { setTimeout as delay } from 'node:timers/promises';
import { type Databases, readMessages, readWarehouse } from './audit/evidence.ts';
import { type Broker, readStreams } from './audit/streams.ts';

const POLL_MS = 500;

interface QuietOptions {
  databases: Databases;
  broker: Broker;
  /** All processes are running. */
  areUp: () => boolean;
  limitMs: number;
  signal: AbortSignal;
}

/** Waits until no message and no voucher is pending; answers how long that took, or null when the limit came first. */
export async function awaitQuiet(options: QuietOptions): Promise<number | null> {
  const { areUp, limitMs, signal } = options;
  const startMs = Date.now();
  while (Date.now() - startMs < limitMs) {
    // A server that cannot be asked is not quiet.
    if (areUp() && (await isQuiet(options).catch(() => false))) return Date.now() - startMs;
    await delay(POLL_MS, undefined, { signal });
  }
  return null;
}

async function isQuiet({ databases, broker }: QuietOptions): Promise<boolean> {
  const messages = await readMessages(databases);
  if (messages.some(({ state }) => state === 'pending' || state === 'dispatched')) return false;
  const { entries } = await readWarehouse(databases);
  if (entries.some(({ posting_status }) => posting_status === 'pending')) return false;
  // Nothing reads dead letters.
  return (await readStreams(broker)).every(({ name, waiting }) => waiting === 0 || name.endsWith('_DEAD'));
}
