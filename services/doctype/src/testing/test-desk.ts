import type { DocumentList } from '@business-m/metadata';
import { type CallContext, Refusal, type Transport } from '@business-m/protocols';
import { Hono } from 'hono';
import { type Kysely, sql } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import type { DocumentValues } from '../document.ts';
import type { Domain, DomainEnv } from '../domain.ts';
import { createDomainService, type DomainService } from '../domain-service.ts';
import type { RelayTuning } from '../outbox/tuning.ts';
import { type FakeDocuments, fakeReferences } from './fake-references.ts';
import { inProcessTransport } from './in-process-transport.ts';
import { openTestDatabase } from './test-database.ts';

export interface TestDeskOptions {
  /** The domains under test; `db` is the database they share, unbound. */
  domains: (db: Kysely<AnyDatabase>) => Domain[];
  /** Documents of domains that are not here, by DocType: what links to them find. */
  foreign?: FakeDocuments;
  now?: () => Date;
  /** The company's; UTC unless given. */
  timeZone?: string;
  /** Of the caller, unless a call says otherwise. */
  roles?: string[];
  /** Carries the outboxes; asked for after `domains`. Without it nothing is served, and messages wait. */
  transport?: () => Transport;
  /** Of the relays. */
  tuning?: Partial<RelayTuning>;
  /** Scope → the schema its tables are in; its scope unless given. */
  schemas?: Readonly<Record<string, string>>;
}

type Caller = Partial<CallContext>;
type Write = { ifMatch?: number; schemaHash?: string } & Caller;

/** One or more domains on a database of their own (`openTestDatabase`). Opening costs up to a second: one a test file, and `empty()` between tests. */
export interface TestDesk {
  create(doctype: string, values: unknown, options?: Write): Promise<DocumentValues>;
  save(doctype: string, id: string, values: unknown, options?: Write): Promise<DocumentValues>;
  submit(doctype: string, id: string, options?: Write): Promise<DocumentValues>;
  cancel(doctype: string, id: string, options?: Write): Promise<DocumentValues>;
  amend(doctype: string, id: string, options?: Write): Promise<DocumentValues>;
  remove(doctype: string, id: string, options?: Write): Promise<void>;
  get(doctype: string, id: string, options?: Caller): Promise<DocumentValues>;
  /** `query` as in a URL: `status=draft&sort=-id`. */
  list(doctype: string, query?: string, options?: Caller): Promise<DocumentList>;
  /** Delivers every outbox message that is due, and what that brings. */
  drain(): Promise<void>;
  /** A GET of a domain's own route: `/api/finance/reports/trial-balance?to=2026-01-31`. A refusal is answered as 422 with its details. */
  fetch(path: string, options?: Caller): Promise<Response>;
  /** The context a call is made with. */
  call(options?: Caller): CallContext;
  service(scope: string): DomainService;
  /** Unbound: `db.selectFrom('finance.account')`. */
  db: Kysely<AnyDatabase>;
  /** Empties every table of the domains, the append-only ones too; numbering goes on. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openTestDesk({
  domains,
  foreign = {},
  now,
  timeZone,
  roles = [],
  schemas = {},
  tuning = {},
  transport: carry,
}: TestDeskOptions): Promise<TestDesk> {
  const { db, close } = await openTestDatabase();
  const services: DomainService[] = [];
  const ownerOf = (doctype: string) => services.find((service) => service.discovery.docTypes.some((owned) => owned.doctype === doctype));
  const references = fakeReferences(foreign, (doctype) => ownerOf(doctype)?.references);
  const built = domains(db);
  const transport = carry?.() ?? inProcessTransport({});
  for (const domain of built) {
    const schema = schemas[domain.scope] ?? domain.scope;
    services.push(
      createDomainService(domain, {
        db,
        schema,
        references,
        transport,
        tuning,
        ...(now ? { now } : {}),
        ...(timeZone ? { timeZone } : {}),
      }),
    );
  }
  for (const service of services) await service.migrate();

  const call = (options: Caller = {}): CallContext => ({
    tenant: 'demo',
    user: 'test@example.com',
    roles,
    deadlineMs: Date.now() + 30_000,
    trace: 'test',
    ...options,
  });
  const documentsOf = (doctype: string) => {
    const owner = ownerOf(doctype);
    if (!owner) throw new Error(`no domain of this test owns ${doctype}`);
    return owner.documents;
  };
  const split = ({ ifMatch, schemaHash, ...caller }: Write = {}) => [call(caller), { ifMatch, schemaHash }] as const;
  return {
    create: async (doctype, values, options) => documentsOf(doctype).create(doctype, values, ...split(options)),
    save: async (doctype, id, values, options) => documentsOf(doctype).save(doctype, id, values, ...split(options)),
    submit: async (doctype, id, options) => documentsOf(doctype).submit(doctype, id, ...split(options)),
    cancel: async (doctype, id, options) => documentsOf(doctype).cancel(doctype, id, ...split(options)),
    amend: async (doctype, id, options) => documentsOf(doctype).amend(doctype, id, ...split(options)),
    remove: async (doctype, id, options) => documentsOf(doctype).remove(doctype, id, ...split(options)),
    get: async (doctype, id, options) => documentsOf(doctype).get(doctype, id, call(options)),
    list: async (doctype, query = '', options) => documentsOf(doctype).list(doctype, new URLSearchParams(query), call(options)),
    async drain() {
      for (const service of services) await service.relay.drain();
    },
    async fetch(path, options) {
      return mountRoutes(services, call(options)).request(path);
    },
    call,
    service(scope) {
      const found = services.find((service) => service.domain.scope === scope);
      if (!found) throw new Error(`no domain ${scope} in this test`);
      return found;
    },
    db,
    empty: () =>
      emptyTables(
        db,
        services.map(({ schema }) => schema),
      ),
    close,
  };
}

function mountRoutes(services: readonly DomainService[], call: CallContext): Hono {
  const app = new Hono();
  for (const { domain, mountRoutes } of services) {
    const routes = new Hono<DomainEnv>();
    routes.use(async (c, next) => {
      c.set('call', call);
      await next();
    });
    mountRoutes(routes);
    app.route(`/api/${domain.scope}`, routes);
  }
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(error.toJSON(), 422);
    throw error;
  });
  return app;
}

async function emptyTables(db: Kysely<AnyDatabase>, schemas: readonly string[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in (${sql.join(schemas)})
      and table_name not like '%migration%' and table_name not in ('doctype_baking', 'doctype_release', 'doctype_series')`.execute(db);
  await db.transaction().execute(async (tx) => {
    // The ledgers refuse to be emptied by a trigger, which is the point of them.
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql.raw(`truncate ${rows.map((row) => row.name).join(', ')}`).execute(tx);
  });
}
