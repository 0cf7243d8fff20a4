import { isTransient, type Outcome, Refusal } from '@business-m/protocols';
import type { OutboxMessage } from '../document-context.ts';
import { runWrite } from '../transaction/run-write.ts';
import type { Runtime, Write } from '../transaction/runtime.ts';
import { faultOf } from './dispatch.ts';
import { callOf, numberOf, type OutboxRow } from './outbox-row.ts';
import type { Recent } from './recent.ts';
import { findUndelivered, type Recorded, recordDelivered, recordFault, recordRefused } from './record.ts';
import { backOffMs, type RelayTuning } from './tuning.ts';

/** Transient faults end soon after their cause does, so they are retried more often. */
const LONGEST_TRANSIENT_MS = 15_000;

export interface Settling {
  /** Records how a try ended; true when another message of its key may be sent. Repeated, late or reordered outcomes lead to the same end. */
  settle(outcome: Outcome): Promise<boolean>;
  /** A try that ended in `error`, on this side or the other. */
  fault(row: OutboxRow, attempt: number, error: { message: string; transient: boolean }): Promise<void>;
}

/** The database decides: an outcome counts when the locked row says that it is new. */
export function createSettling(runtime: Runtime, tuning: RelayTuning, recent: Recent, onError: (error: unknown) => void): Settling {
  const { scope, deliveries = {} } = runtime.domain;

  async function settle(outcome: Outcome): Promise<boolean> {
    const id = numberOf(scope, outcome.id);
    if (id === null) return false;
    const row = recent.take(id) ?? (await findUndelivered(runtime, id));
    if (!row) return false;
    if (outcome.kind === 'fault') {
      await fault(row, outcome.attempt, outcome);
      return false;
    }
    try {
      return await end(row, outcome);
    } catch (error) {
      // Nothing is written: the transport keeps the outcome until the database is back.
      if (isTransient(error)) throw error;
      await fault(row, outcome.attempt, faultOf(error));
      return false;
    }
  }

  async function end(row: OutboxRow, outcome: Exclude<Outcome, { kind: 'fault' }>): Promise<boolean> {
    const refusal = outcome.kind === 'refusal' ? new Refusal(outcome.refusal) : null;
    const recorded = await write(row, async (write): Promise<Recorded | undefined> => {
      const message = outgoing(row);
      if (!refusal) {
        const recorded = await recordDelivered(write, row);
        if (recorded) await deliveries[row.topic]?.onDelivered?.(message, write.context, (outcome as { result?: unknown }).result);
        return recorded;
      }
      const recorded = await recordRefused(write, row, outcome.attempt, refusal.message);
      if (recorded) await deliveries[row.topic]?.onRefused?.(message, refusal, write.context);
      return recorded;
    });
    return recorded?.follower === true;
  }

  async function fault(row: OutboxRow, attempt: number, { message, transient }: { message: string; transient: boolean }): Promise<void> {
    const tries = attempt - row.retried_after;
    const waitMs = backOffMs(tries, transient ? { longestMs: LONGEST_TRANSIENT_MS } : {});
    const end = { attempt, reason: message, transient };
    if (transient || row.faults + 1 < tuning.maxFaults) {
      await recordFault(runtime, row, { ...end, retryInMs: waitMs });
      return;
    }
    const bury = (onDead: boolean) =>
      write(row, async ({ tx, now, context }) => {
        const died = await recordFault({ db: tx, now: () => now, inMs: runtime.inMs }, row, { ...end, retryInMs: null });
        if (died && onDead) await deliveries[row.topic]?.onDead?.(outgoing(row), message, context);
      });
    try {
      await bury(true);
    } catch (error) {
      if (isTransient(error)) throw error;
      // A failing hook must not keep the message alive.
      onError(error);
      await bury(false);
    }
  }

  const write = <T>(row: OutboxRow, work: (write: Write) => Promise<T>) =>
    runWrite(runtime, callOf(scope, row, tuning.deadlineMs), work, { quiet: true });

  return { settle, fault };
}

function outgoing({ topic, key, payload }: OutboxRow): OutboxMessage {
  return { topic, key, payload };
}
