import type { CallContext, ReferenceProtocol, Refusal } from '@business-m/protocols';
import type { Hono } from 'hono';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { DocTypeDeclaration } from './declaration.ts';
import type { AnyDatabase, DocumentContext, OutboxMessage } from './document-context.ts';

/** What a route handler of a domain finds in the Hono context: `c.var.call`, verified by the host before routing. */
export interface DomainEnv {
  Variables: { call: CallContext };
}

/** How one topic of the outbox leaves the domain, and what the domain writes when it has left or never will. */
export interface Delivery {
  /** Calls the other domain. A `Refusal` is final (`onRefused`); any other throw is retried with back-off. */
  deliver(message: OutboxMessage, call: CallContext): Promise<unknown>;
  /** In the transaction that marks the message delivered. */
  onDelivered?(message: OutboxMessage, context: DocumentContext): Promise<void>;
  onRefused?(message: OutboxMessage, refusal: Refusal, context: DocumentContext): Promise<void>;
}

/** One business domain, as the host composes it. It never learns how many others run beside it. */
export interface Domain {
  /** Also its database schema and its place in the API: `/api/<scope>/…`. */
  scope: string;
  version: string;
  docTypes: readonly DocTypeDeclaration[];
  /** The domain's own tables (ledgers), beside those the engine bakes from `docTypes`. Keys sort: `0001-ledger`. */
  migrations: Readonly<Record<string, Migration>>;
  deliveries?: Readonly<Record<string, Delivery>>;
  /** Reports and other reads, mounted at `/api/<scope>`. `db` is bound to the domain's schema; `references` names what others own. */
  routes?(app: Hono<DomainEnv>, db: Kysely<AnyDatabase>, references: ReferenceProtocol): void;
}
