import type { CallContext } from '@business-m/protocols';
import { sql } from 'kysely';
import type { OutboxMessage } from '../document-context.ts';
import type { Sender } from '../transaction/context.ts';

/** A message as the relay works on it. */
export interface OutboxRow extends OutboxMessage {
  id: number;
  /** Of the try that is under way, or was last. */
  attempts: number;
  /** Tries that ended in a fault time alone does not mend, since it was last retried. */
  faults: number;
  /** The tries up to this one were made before somebody retried it: their refusals are old news. */
  retried_after: number;
  sender: Sender;
}

export const ROW_COLUMNS = ['id', 'topic', 'key', 'payload', 'sender', 'attempts', 'faults', 'retried_after'] as const;

// Literals and no parameters, so that the partial indexes fit.
/** Not at their end: nobody behind them in their key may go. */
export const BLOCKING = sql<string>`('pending', 'dispatched', 'dead')`;
/** The relay's own business. */
export const MOVING = sql<string>`('pending', 'dispatched')`;

export const messageId = (scope: string, { id }: Pick<OutboxRow, 'id'>): string => `${scope}-${id}`;

/** The number in the outbox of `scope`, or null when the id is none of its own. */
export function numberOf(scope: string, id: string): number | null {
  const digits = id.startsWith(`${scope}-`) ? id.slice(scope.length + 1) : '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/** On whose behalf the message travels, and what its outcome brings is written. */
export function callOf(scope: string, row: OutboxRow, deadlineMs: number): CallContext {
  return { ...row.sender, deadlineMs: Date.now() + deadlineMs, idempotencyKey: messageId(scope, row) };
}
