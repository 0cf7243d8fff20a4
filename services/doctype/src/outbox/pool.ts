import { randomUUID } from 'node:crypto';
import { faultPoint, withDeadline } from '@business-m/protocols';
import type { Runtime } from '../transaction/runtime.ts';
import { createClaims } from './claim.ts';
import { callOf, messageId, type OutboxRow } from './outbox-row.ts';
import { recordDispatched } from './record.ts';
import { faultOf, type Settling } from './settle.ts';
import type { RelayTuning } from './tuning.ts';

/** Claimed in one round trip, sent one by one: a slow message blocks only its own place. */
const BATCH = 64;
/** Messages become due while others are being sent, which may take half a minute. */
const LOOK_EVERY_MS = 1_000;

/** Hands messages to the transport, several at once, but one of a key: only the first message of a key is claimed. */
export function createPool(runtime: Runtime, settling: Settling, tuning: RelayTuning, onTrouble: (error: unknown) => void) {
  const claims = createClaims(runtime, randomUUID(), tuning.leaseMs);
  const recordDispatch = createDispatchRecord(runtime, tuning.outcomeTimeoutMs);
  /** By id; `ended`: the outcome is recorded already, so the hand-over need not be. */
  const underWay = new Map<number, { ended: boolean }>();
  let claimed: OutboxRow[] = [];
  let running: Promise<void> | null = null;
  let again = false;
  let halted = false;
  let signal = Promise.withResolvers<void>();

  function look(): void {
    again = true;
    signal.resolve();
  }

  async function work(): Promise<void> {
    const renew = () => claims.renew([...underWay.keys(), ...claimed.map(({ id }) => id)]).catch(onTrouble);
    const timers = [setInterval(renew, tuning.leaseMs / 3), setInterval(look, Math.min(tuning.longestSleepMs, LOOK_EVERY_MS))];
    for (const timer of timers) timer.unref();
    try {
      await claimAndCarry();
    } finally {
      for (const timer of timers) clearInterval(timer);
    }
  }

  async function claimAndCarry(): Promise<void> {
    for (;;) {
      signal = Promise.withResolvers<void>();
      if (!halted && underWay.size < tuning.concurrency) {
        if (claimed.length === 0 && again) {
          again = false;
          claimed = await claims.take(BATCH);
          if (claimed.length === BATCH) again = true;
          // Halted during the query.
          if (halted) await leaveToOthers();
        }
        const next = claimed.shift();
        if (next) {
          void carry(next);
          continue;
        }
        if (again) continue;
      }
      if (underWay.size === 0) return;
      await signal.promise;
    }
  }

  async function leaveToOthers(): Promise<void> {
    const left = claimed.map(({ id }) => id);
    claimed = [];
    await claims.giveBack(left);
  }

  async function carry(row: OutboxRow): Promise<void> {
    const flight = { ended: false };
    underWay.set(row.id, flight);
    settling.remember(row);
    try {
      const fault = await dispatch(runtime, row, tuning).then(() => null, faultOf);
      if (fault) await settling.fault(row, row.attempts, fault);
      else if (!flight.ended) await recordDispatch(row);
    } catch (error) {
      // The database is away: the lease runs out and the message is claimed again.
      onTrouble(error);
    } finally {
      underWay.delete(row.id);
      signal.resolve();
    }
  }

  return {
    /** Sends due messages, also those that become due meanwhile; resolves when none is left and none is being sent here. */
    run(): Promise<void> {
      halted = false;
      look();
      running ??= work().finally(() => {
        running = null;
      });
      return running;
    },
    look,
    /** `look` was called and has had no effect yet. */
    wanted: () => again,
    ended(id: number): void {
      const flight = underWay.get(id);
      if (flight) flight.ended = true;
    },
    /** Sends no more messages and gives its claims back. */
    async halt(): Promise<void> {
      halted = true;
      signal.resolve();
      await leaveToOthers();
    },
    nextDueMs: claims.nextDueMs,
  };
}

/** How long the relay waits for the transport beyond the message's deadline. */
const TRANSPORT_GRACE_MS = 1_000;

/** Hands one try to the transport. Throws unless the hand-over is certain. */
async function dispatch({ domain: { scope }, transport }: Runtime, row: OutboxRow, { deadlineMs }: RelayTuning): Promise<void> {
  if (row.attempts === 1) faultPoint('outbox.committed');
  const context = callOf(scope, row, deadlineMs);
  const message = { id: messageId(scope, row), scope, topic: row.topic, attempt: row.attempts, request: row.payload, context };
  await withDeadline(context.deadlineMs + TRANSPORT_GRACE_MS, () => transport.dispatch(message));
  faultPoint('outbox.dispatched');
}

/** Records which tries the transport has: all that were handed over while the last record was being written, in one statement. */
function createDispatchRecord(runtime: Runtime, outcomeTimeoutMs: number): (row: OutboxRow) => Promise<void> {
  let waiting: OutboxRow[] = [];
  let next: Promise<void> | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  async function writeAfter(previous: Promise<unknown>): Promise<void> {
    await previous.catch(() => {});
    const rows = waiting;
    waiting = [];
    next = null;
    await recordDispatched(runtime, rows, outcomeTimeoutMs);
  }

  return (row) => {
    waiting.push(row);
    if (!next) {
      next = writeAfter(writing);
      writing = next;
    }
    return next;
  };
}
