import { randomUUID } from 'node:crypto';
import type { Runtime } from '../transaction/runtime.ts';
import { createClaims } from './claim.ts';
import { createDispatchRecord, dispatch, faultOf } from './dispatch.ts';
import type { OutboxRow } from './outbox-row.ts';
import type { Settling } from './settle.ts';
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
    /** There may be new messages. */
    look,
    /** `look` was called and has had no effect yet. */
    wanted: () => again,
    /** The outcome of a try has been recorded. */
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
