import type { ServiceDiscovery } from '@business-m/metadata';
import type { ReferenceProtocol, Transport, UsageProtocol } from '@business-m/protocols';
import type { Hono } from 'hono';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { companyDay } from './company-day.ts';
import { digitsOf, inCurrency } from './currency.ts';
import type { AnyDatabase } from './database/database-config.ts';
import type { DocTypeDeclaration } from './declaration.ts';
import { createDocumentService } from './documents/document-service.ts';
import { createUsage } from './documents/in-use.ts';
import { createReferences } from './documents/resolve-references.ts';
import type { Domain, DomainEnv } from './domain.ts';
import { createMessageService } from './outbox/messages.ts';
import { createRelay } from './outbox/relay.ts';
import type { RelayTuning } from './outbox/tuning.ts';
import { type StoredDocType, storedDocType } from './storage/doctype-storage.ts';
import { engineMigrations } from './storage/engine-migrations.ts';
import { migrateSchema } from './storage/migrate-schema.ts';
import { readSchemaState, type SchemaPlan } from './storage/schema-state.ts';
import type { Runtime } from './transaction/runtime.ts';

const DAY_MS = 86_400_000;
/** Clients do not repeat a request after a week. */
const IDEMPOTENCY_DAYS = 7;
const DELIVERED_DAYS = 30;

export type DomainService = ReturnType<typeof createDomainService>;

export interface DomainServiceOptions {
  db: Kysely<AnyDatabase>;
  /** Where the domain's tables are; its scope unless given. */
  schema?: string;
  references: ReferenceProtocol;
  /** Whether documents of other domains refer to one of this domain; unless given, none does. */
  usage?: UsageProtocol;
  transport: Transport;
  tuning?: Partial<RelayTuning>;
  /** The clock; unless given, documents use this machine's and the outbox the database's. */
  now?: () => Date;
  /** The company's, which decides what today is (IANA: `Europe/Oslo`); UTC unless given. */
  timeZone?: string;
  /** The company's (ISO 4217: `NOK`), by whose digits amounts are entered and rounded; two unless given. */
  currency?: string | undefined;
  /** A fault of the relay that no message carries; the host logs it. */
  onError?: (error: unknown) => void;
}

/** One domain, run by the engine on one database. */
export function createDomainService(domain: Domain, options: DomainServiceOptions) {
  const { db: root, schema = domain.scope, references, transport, tuning, now: ownedNow, timeZone = 'UTC', onError = () => {} } = options;
  const { usage = { find: async () => null }, currency } = options;
  const now = ownedNow ?? (() => new Date());
  const dayAt = companyDay(timeZone);
  const docTypes = new Map(domain.docTypes.map((declaration) => [declaration.doctype, storedIn(declaration, domain.docTypes, currency)]));
  const db = root.withSchema(schema);
  const runtime: Runtime = {
    domain,
    schema,
    db,
    docTypes,
    references,
    usage,
    transport,
    now,
    companyDay: dayAt,
    currencyDigits: digitsOf(currency),
    inMs: ownedNow ? (ms) => new Date(ownedNow().getTime() + ms) : databaseTime,
    wakeRelay: () => relay.wake(),
  };
  const relay = createRelay(runtime, onError, tuning);
  const plan: SchemaPlan = {
    schema,
    version: domain.version,
    docTypes: [...docTypes.values()],
    migrations: { engine_migration: engineMigrations(schema), domain_migration: domain.migrations(schema) },
  };
  const discovery: ServiceDiscovery = {
    scope: domain.scope,
    version: domain.version,
    docTypes: plan.docTypes.map(({ declaration: { doctype, label }, schemaHash }) => ({ doctype, label, schemaHash })),
  };
  const today = () => dayAt(now());
  return {
    domain,
    schema,
    /** The company's day, `YYYY-MM-DD`. */
    today,
    documents: createDocumentService(runtime),
    /** The domain's side of `ReferenceProtocol`, for an adapter to offer to others. */
    references: createReferences(runtime),
    usage: createUsage(runtime),
    relay,
    messages: createMessageService(runtime),
    discovery,
    /** Adds the domain's own routes. */
    mountRoutes: (app: Hono<DomainEnv>) => domain.routes?.(app, { db, schema, references, today }),
    /** Bound to the domain's schema. */
    db,
    /** Brings the schema up to date; call it first. Safe when two processes do it at once; refuses a newer database. */
    migrate: () => migrateSchema(root, plan, now()),
    /** Whether `migrate` has something to do, or the database is newer than this code. */
    schemaState: () => readSchemaState(root, plan),
    /** Deletes old answers and delivered messages; call it now and then. */
    tidy: () => tidy(db, now()),
  };
}

/** Known by the same hash in every currency: a desk that names another one has nothing to migrate. */
function storedIn(declaration: DocTypeDeclaration, ofDomain: readonly DocTypeDeclaration[], currency: string | undefined): StoredDocType {
  const stored = storedDocType(declaration, ofDomain);
  return currency === undefined ? stored : { ...storedDocType(inCurrency(declaration, currency), ofDomain), schemaHash: stored.schemaHash };
}

/** In whole milliseconds, as the columns store them: a value rounded up would not be due yet. */
function databaseTime(ms: number): RawBuilder<Date> {
  return sql<Date>`(date_trunc('milliseconds', now()) + ${ms}::double precision * interval '1 millisecond')`;
}

/** Refused and dead messages stay for people, dismissed ones as a record. */
async function tidy(db: Kysely<AnyDatabase>, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  await db.deleteFrom('doctype_idempotency').where('created_at', '<', ago(IDEMPOTENCY_DAYS)).execute();
  await db.deleteFrom('doctype_outbox').where('state', '=', 'delivered').where('settled_at', '<', ago(DELIVERED_DAYS)).execute();
}
