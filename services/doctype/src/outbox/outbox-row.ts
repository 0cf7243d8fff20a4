import type { CallContext } from '@business-m/protocols';
import { sql } from 'kysely';
import type { OutboxMessage } from '../declaration.ts';
import type { Sender } from '../transaction/run-write.ts';

export interface OutboxRow extends OutboxMessage {
  id: number;
  /** The number of the current or last try. */
  attempts: number;
  /** Non-transient faults since the last retry. */
  faults: number;
  /** Refusals of tries up to this one came before a retry and do not count. */
  retried_after: number;
  sender: Sender;
}

export const ROW_COLUMNS = ['id', 'topic', 'key', 'payload', 'sender', 'attempts', 'faults', 'retried_after'] as const;

// Literals, not parameters, so that the partial indexes are used.
/** States that block the messages behind them in their key. */
export const BLOCKING = sql<string>`('pending', 'dispatched', 'dead')`;
/** States that the relay works on. */
export const MOVING = sql<string>`('pending', 'dispatched')`;

export const messageId = (scope: string, { id }: Pick<OutboxRow, 'id'>): string => `${scope}-${id}`;

/** The number in the outbox of `scope`, or null for an id of another scope. */
export function numberOf(scope: string, id: string): number | null {
  const digits = id.startsWith(`${scope}-`) ? id.slice(scope.length + 1) : '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/** The call on whose behalf a message is delivered and its outcome is recorded. */
export function callOf(scope: string, row: OutboxRow, deadlineMs: number): CallContext {
  return { ...row.sender, deadlineMs: Date.now() + deadlineMs, idempotencyKey: messageId(scope, row) };
}
