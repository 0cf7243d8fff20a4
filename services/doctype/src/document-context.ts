import type { MessageState } from '@business-m/metadata';
import type { CallContext } from '@business-m/protocols';
import type { Transaction } from 'kysely';
import type { AnyDatabase } from './database/database-config.ts';
import type { DocumentValues } from './document.ts';

/** What a hook may use. Everything happens in one transaction. */
export interface DocumentContext {
  /** Bound to the domain's own schema: `tx.insertInto('stock_ledger_entry')` needs no prefix. */
  tx: Transaction<AnyDatabase>;
  call: CallContext;
  now: Date;
  /** A document of this domain with its child tables, as it stands inside the transaction; null when there is none. */
  get(doctype: string, id: string): Promise<DocumentValues | null>;
  /** Sets read-only fields, locks the row and answers its status. If the outbox patches, the previous `If-Match` still holds. */
  patch(doctype: string, id: string, values: Record<string, unknown>): Promise<DocumentValues['status']>;
  /** A linked document of another domain as of before the transaction; null: it does not exist. Throws if `reads` lacks it. */
  reference(doctype: string, id: string): ReferencedDocument | null;
  /** Writes a message into the domain's outbox, in this transaction; the relay delivers it after commit, in order per `key`. */
  send(message: OutboxMessage): Promise<void>;
  /** What was sent under `key`, oldest first, as it stands inside the transaction. */
  messagesOf(key: string): Promise<SentMessage[]>;
}

export interface ReferencedDocument {
  id: string;
  title: string;
  status: string;
  /** Throws when the declaration does not say that the field is read. */
  value(field: string): unknown;
}

/** A message of the outbox, and its state. */
export interface SentMessage {
  id: number;
  topic: string;
  state: MessageState;
}

export interface OutboxMessage {
  /** `ledger.post`: a key of the domain's `deliveries`. */
  topic: string;
  /** The aggregate: messages of one key are delivered in the order they were written. */
  key: string;
  /** JSON. */
  payload: unknown;
}
