import type { CallContext, MessageServices, ReferenceProtocol, Refusal } from '@business-m/protocols';
import type { Hono } from 'hono';
import type { Kysely, RawBuilder } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from './database/database-config.ts';
import type { DocTypeDeclaration, DocumentContext, OutboxMessage } from './declaration.ts';

/** What a route handler of a domain finds in the Hono context: `c.var.call`, verified by the host before routing. */
export interface DomainEnv {
  Variables: { call: CallContext };
}

/** Hooks for the end of a message of one topic; each runs in the transaction that records the end. */
export interface Delivery {
  /** The message arrived. Also called for a refused or dead message when an earlier try had arrived after all. */
  onDelivered?(message: OutboxMessage, context: DocumentContext, result: unknown): Promise<void>;
  /** The receiver refused it for good. */
  onRefused?(message: OutboxMessage, refusal: Refusal, context: DocumentContext): Promise<void>;
  /** It was given up and may have arrived or not. Messages behind it wait until a person retries it. `reason` is part of a sentence. */
  onDead?(message: OutboxMessage, reason: string, context: DocumentContext): Promise<void>;
  /** A person (`context.call`) retries a refused or dead message. Throw a `Refusal` to say why that is not possible. */
  onRetried?(message: OutboxMessage, context: DocumentContext): Promise<void>;
  /** A person dismisses a refused or dead message. Throw a `Refusal` if it is still needed. Without this hook none can be dismissed. */
  onDismissed?(message: OutboxMessage, state: 'refused' | 'dead', context: DocumentContext): Promise<void>;
}

/** Fields of a document that are to change: what they are and what they are to become; null: it is to be deleted. */
export type GuardedChange = Readonly<Record<string, { from: unknown; to: unknown }>> | null;

/** Why a document may not change so; `message` is a sentence for whoever changes it, `field` the one that it concerns. */
export interface Objection {
  code: string;
  field: string | null;
  message: string;
  /** What uses the document: a DocType's label, and an id. */
  label: string;
  id: string;
}

/** Looks for a reason against a change, in this domain's tables: `db` is bound to its schema. What names the document waits meanwhile. */
export type Veto = (
  request: { id: string; change: GuardedChange },
  context: { db: Kysely<AnyDatabase>; references: ReferenceProtocol; call: CallContext },
) => Promise<Objection | null>;

/** What must never be found in a domain's tables. A row is checked when it is written; this looks over all of them, as after a restore. */
export interface Audit {
  /** The end of a sentence: “movements that do not continue from the one before”. */
  finds: string;
  /** Answers some of what it finds by their names. */
  query: RawBuilder<{ name: string }>;
}

/** What a domain's own routes read from. */
export interface RouteNeeds {
  /** Bound to the domain's schema. */
  db: Kysely<AnyDatabase>;
  schema: string;
  /** Names what other domains own. */
  references: ReferenceProtocol;
  /** The company's day, `YYYY-MM-DD`. */
  today(): string;
}

/** One business domain, as the host composes it. It does not know which others run beside it. */
export interface Domain {
  /** Its place in the API: `/api/<scope>/…`. */
  scope: string;
  /** Grows with every change of the stored schema: a database migrated by a greater version is newer than this code. */
  version: string;
  docTypes: readonly DocTypeDeclaration[];
  /** The domain's own tables (ledgers) in `schema`, beside those the engine bakes from `docTypes`. Keys sort: `0001-ledger`. */
  migrations(schema: string): Readonly<Record<string, Migration>>;
  /** By DocType, of this domain or another: what this domain has against a change of guarded fields. Own ones are asked in the transaction. */
  vetoes?: Readonly<Record<string, Veto>>;
  deliveries?: Readonly<Record<string, Delivery>>;
  /** Of its ledgers in `schema`. */
  audits?(schema: string): readonly Audit[];
  /** Reports and other reads, mounted at `/api/<scope>`. */
  routes?(app: Hono<DomainEnv>, needs: RouteNeeds): void;
}

/** What a domain's package exports as `domainModule`, for the host to compose. */
export interface DomainModule {
  /** The domain, and the protocols that it implements for messages of others. */
  create(needs: { db: Kysely<AnyDatabase>; schema: string; now: () => Date }): { domain: Domain; messages?: MessageServices };
  /** Its part of the demo company as seen from a day, and the domains whose part has to be there before. */
  demo(today: string): DemoDocument[];
  demoAfter: readonly string[];
}

/** One document of the demo company, as a user would have made it. */
export interface DemoDocument {
  doctype: string;
  values: Record<string, unknown>;
  submit?: boolean;
  cancel?: boolean;
}

/** A day some months before the month of `today`; `day` is at most 28, so every month has it. */
export function dayIn(today: string, monthsAgo: number, day: number): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - monthsAgo, day)).toISOString().slice(0, 10);
}
