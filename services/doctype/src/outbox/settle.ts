import { DeadlineExceeded, isTransient, type Outcome, toRefusal } from '@business-m/protocols';
import type { OutboxMessage } from '../declaration.ts';
import { runWrite } from '../transaction/run-write.ts';
import type { Runtime, Write } from '../transaction/runtime.ts';
import { callOf, numberOf, type OutboxRow } from './outbox-row.ts';
import { findUndelivered, recordDelivered, recordFault, recordRefused } from './record.ts';
import { retryInMs } from './retry-rule.ts';
import type { RelayTuning } from './tuning.ts';

const MAX_RECENT = 256;

export type Settling = ReturnType<typeof createSettling>;

/** Records outcomes. The database decides: an outcome counts when the locked row says that it is new. */
export function createSettling(runtime: Runtime, tuning: RelayTuning, onError: (error: unknown) => void) {
  const { scope, deliveries = {} } = runtime.domain;
  /** The messages that this process handed over last: their outcomes need no query. */
  const recent = new Map<number, OutboxRow>();

  /** True when another message of the key may be sent. Repeated, late or reordered outcomes lead to the same end. */
  async function settle(outcome: Outcome): Promise<boolean> {
    const id = numberOf(scope, outcome.id);
    if (id === null) return false;
    const row = recent.get(id) ?? (await findUndelivered(runtime, id));
    // A second outcome looks the row up in the database.
    recent.delete(id);
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
    const delivery = deliveries[row.topic];
    const recorded = await write(row, async (write) => {
      if (outcome.kind === 'result') {
        const recorded = await recordDelivered(write, row);
        if (recorded) await delivery?.onDelivered?.(outgoing(row), write.context, outcome.result);
        return recorded;
      }
      const refusal = toRefusal(outcome.refusal);
      const recorded = await recordRefused(write, row, outcome.attempt, refusal.message);
      if (recorded) await delivery?.onRefused?.(outgoing(row), refusal, write.context);
      return recorded;
    });
    return recorded?.follower === true;
  }

  /** A try that ended in a fault, on this side or the other. */
  async function fault(row: OutboxRow, attempt: number, { message, transient }: { message: string; transient: boolean }): Promise<void> {
    const end = { attempt, reason: message, transient };
    const waitMs = retryInMs({ transient, faults: row.faults, tries: attempt - row.retried_after }, tuning.maxFaults);
    if (waitMs !== null) {
      await recordFault(runtime, row, { ...end, retryInMs: waitMs });
      return;
    }
    const giveUp = (onDead: boolean) =>
      write(row, async ({ tx, now, context }) => {
        const died = await recordFault({ db: tx, now: () => now, inMs: runtime.inMs }, row, { ...end, retryInMs: null });
        if (died && onDead) await deliveries[row.topic]?.onDead?.(outgoing(row), message, context);
      });
    try {
      await giveUp(true);
    } catch (error) {
      if (isTransient(error)) throw error;
      // A failing hook must not keep the message alive.
      onError(error);
      await giveUp(false);
    }
  }

  const write = <T>(row: OutboxRow, work: (write: Write) => Promise<T>) =>
    runWrite(runtime, callOf(scope, row, tuning.deadlineMs), work, { quiet: true });

  return {
    settle,
    fault,
    remember(row: OutboxRow): void {
      recent.delete(row.id);
      recent.set(row.id, row);
      if (recent.size > MAX_RECENT) recent.delete(recent.keys().next().value as number);
    },
  };
}

function outgoing({ topic, key, payload }: OutboxRow): OutboxMessage {
  return { topic, key, payload };
}

export function faultOf(error: unknown): { message: string; transient: boolean } {
  const message = error instanceof DeadlineExceeded ? 'no answer in time' : error instanceof Error ? error.message : String(error);
  return { message, transient: isTransient(error) };
}
