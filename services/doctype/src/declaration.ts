import type { DocStatus, DocTypeAction, DocTypeMeta, FieldError, FieldMeta, MessageState } from '@business-m/metadata';
import type { CallContext } from '@business-m/protocols';
import type { Transaction } from 'kysely';
import type { AnyDatabase } from './database/database-config.ts';
import type { DocumentValues, Envelope } from './document.ts';

export interface Permission {
  role: string;
  /** `read` alone, or with the actions the role may take. */
  can: readonly ('read' | DocTypeAction)[];
  /** Documents in other statuses are not there for the role: one that reads a ledger may open what was posted, and no drafts. */
  statuses?: readonly DocStatus[];
}

export interface DocTypeHooks<Doc extends Envelope = DocumentValues, Draft extends Envelope = Doc> {
  /**
   * Runs in the transaction of a create or save, after validation. May set `readOnly` fields; returned errors stop the write. A new document of a
   * series has no id yet: it gets its number when nothing can be refused any more. A draft may be incomplete: what cannot be judged yet is left to
   * `onSubmit`.
   */
  beforeSave?(doc: Draft, context: DocumentContext): Promise<FieldError[] | undefined>;
  /** In the transaction that turns a draft into submitted. Throw a `Refusal` to roll all of it back. */
  onSubmit?(doc: Doc, context: DocumentContext): Promise<void>;
  onCancel?(doc: Doc, context: DocumentContext): Promise<void>;
  beforeDelete?(doc: Draft, context: DocumentContext): Promise<void>;
}

/** A DocType, declared once: storage, REST, metadata, list, form and the TypeScript types of its documents follow. */
export interface DocTypeDeclaration {
  /** URL form: `journal-entry`. Its table is the same with underscores, in the domain's schema. */
  doctype: string;
  label: string;
  labelPlural: string;
  submittable?: boolean;
  /** How `onCancel` dates what it reverses, which people are told before; absent: there is nothing to reverse. */
  reversal?: DocTypeMeta['reversal'];
  naming: DocTypeMeta['naming'];
  titleField?: string;
  treeField?: string;
  defaultSort: string;
  fields: readonly FieldMeta[];
  layout: DocTypeMeta['layout'];
  permissions: readonly Permission[];
  /** DocType of another domain → its fields that hooks read, e.g. `{ item: ['disabled', 'uom.decimals'] }`; a dot follows a link. */
  reads?: Readonly<Record<string, readonly string[]>>;
  /** Fields whose change other domains may object to (`Domain.vetoes`), as they may to a deletion. */
  guards?: readonly string[];
  hooks?: DocTypeHooks;
}

/** What a hook may use. Everything happens in one transaction. */
export interface DocumentContext {
  /** Bound to the domain's own schema: `tx.insertInto('stock_ledger_entry')` needs no prefix. */
  tx: Transaction<AnyDatabase>;
  call: CallContext;
  now: Date;
  /** The company's day, `YYYY-MM-DD`: what is dated today by default, and what may not be exceeded. */
  today: string;
  /** Digits after the point to which amounts are rounded: those of the company's currency, at most 2. */
  currencyDigits: number;
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
  payload: unknown;
}
