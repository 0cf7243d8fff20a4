import { DeadlineExceeded, faultPoint, isTransient, withDeadline } from '@business-m/protocols';
import type { Runtime } from '../transaction/runtime.ts';
import { callOf, messageId, type OutboxRow } from './outbox-row.ts';
import { recordDispatched } from './record.ts';
import type { RelayTuning } from './tuning.ts';

/** How long the relay waits for the transport beyond the message's deadline. */
const TRANSPORT_GRACE_MS = 1_000;

/** Hands one try to the transport. Throws unless the hand-over is certain. */
export async function dispatch({ domain: { scope }, transport }: Runtime, row: OutboxRow, { deadlineMs }: RelayTuning): Promise<void> {
  if (row.attempts === 1) faultPoint('outbox.committed');
  const context = callOf(scope, row, deadlineMs);
  const message = { id: messageId(scope, row), scope, topic: row.topic, attempt: row.attempts, request: row.payload, context };
  await withDeadline(context.deadlineMs + TRANSPORT_GRACE_MS, () => transport.dispatch(message));
  faultPoint('outbox.dispatched');
}

/** How a failure is recorded in the outbox. */
export function faultOf(error: unknown): { message: string; transient: boolean } {
  const message = error instanceof DeadlineExceeded ? 'no answer in time' : error instanceof Error ? error.message : String(error);
  return { message, transient: isTransient(error) };
}

/** Records which tries the transport has: all that were handed over while the last record was being written, in one statement. */
export function createDispatchRecord(runtime: Runtime, outcomeTimeoutMs: number): (row: OutboxRow) => Promise<void> {
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
