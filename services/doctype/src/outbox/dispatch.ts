import { DeadlineExceeded, faultPoint, isTransient, withDeadline } from '@business-m/protocols';
import type { Runtime } from '../transaction/runtime.ts';
import { callOf, messageId, type OutboxRow } from './outbox-row.ts';
import type { RelayTuning } from './tuning.ts';

/** The transport answers within the message's deadline or is not waited for: what it does later is an outcome like any other. */
const TRANSPORT_GRACE_MS = 1_000;

/** Hands one try to the transport. Throws when that is not known to have happened. */
export async function dispatch({ domain: { scope }, transport }: Runtime, row: OutboxRow, { deadlineMs }: RelayTuning): Promise<void> {
  if (row.attempts === 1) faultPoint('outbox.committed');
  const context = callOf(scope, row, deadlineMs);
  const message = { id: messageId(scope, row), scope, topic: row.topic, attempt: row.attempts, request: row.payload, context };
  await withDeadline(context.deadlineMs + TRANSPORT_GRACE_MS, () => transport.dispatch(message));
  faultPoint('outbox.dispatched');
}

/** What a failed hand-over looks like in the outbox. */
export function handOverFault(error: unknown): { message: string; transient: boolean } {
  const message = error instanceof DeadlineExceeded ? 'no answer in time' : error instanceof Error ? error.message : String(error);
  return { message, transient: isTransient(error) };
}
