import type { CallContext, MessageServices, ReferenceProtocol, Refusal } from '@business-m/protocols';
import type { Hono } from 'hono';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DocTypeDeclaration } from './declaration.ts';
import type { DemoDocument } from './demo-document.ts';
import type { AnyDatabase, DocumentContext, OutboxMessage } from './document-context.ts';

/** What a route handler of a domain finds in the Hono context: `c.var.call`, verified by the host before routing. */
export interface DomainEnv {
  Variables: { call: CallContext };
}

/**
 * What the domain writes when a message of one topic of its outbox has ended. Each runs in the transaction that says so; a throw undoes it.
 * The message's `payload` is the request of the protocol method that the topic names.
 */
export interface Delivery {
  /** The receiver did it. Also after a refusal or death of the message, when an earlier try turns out to have arrived after all. */
  onDelivered?(message: OutboxMessage, context: DocumentContext, result: unknown): Promise<void>;
  /** The receiver said no, for good. */
  onRefused?(message: OutboxMessage, refusal: Refusal, context: DocumentContext): Promise<void>;
  /** It was given up: the receiver may have done it or not. What is behind it waits until somebody retries. `reason` is a sentence's middle. */
  onDead?(message: OutboxMessage, reason: string, context: DocumentContext): Promise<void>;
  /** Somebody asks to send a refused or dead message again, on whose behalf `context.call` is. A `Refusal` says why not. */
  onRetried?(message: OutboxMessage, context: DocumentContext): Promise<void>;
  /**
   * Somebody asks to let a refused or dead message go for good, on whose behalf `context.call` is. A `Refusal` says why it is still needed;
   * without this hook each is. What was `dead` may have arrived.
   */
  onDismissed?(message: OutboxMessage, state: 'refused' | 'dead', context: DocumentContext): Promise<void>;
}

/** One business domain, as the host composes it. It never learns how many others run beside it. */
export interface Domain {
  /** Its place in the API: `/api/<scope>/…`. */
  scope: string;
  /** Grows with every change of what is stored: a database that a greater one has migrated is newer than this code. */
  version: string;
  docTypes: readonly DocTypeDeclaration[];
  /** The domain's own tables (ledgers) in `schema`, beside those the engine bakes from `docTypes`. Keys sort: `0001-ledger`. */
  migrations(schema: string): Readonly<Record<string, Migration>>;
  deliveries?: Readonly<Record<string, Delivery>>;
  /** Reports and other reads, mounted at `/api/<scope>`. `db` is bound to the domain's schema; `references` names what others own. */
  routes?(app: Hono<DomainEnv>, db: Kysely<AnyDatabase>, references: ReferenceProtocol): void;
}

/** What a domain's package exports as `domainModule`, for the host to compose. */
export interface DomainModule {
  /** The domain, and the protocols that it implements for messages of others. */
  create(needs: { db: Kysely<AnyDatabase>; schema: string; now: () => Date }): { domain: Domain; messages?: MessageServices };
  /** Its part of the demo company as seen from a day, and the domains whose part has to be there before. */
  demo(today: string): DemoDocument[];
  demoAfter: readonly string[];
}
