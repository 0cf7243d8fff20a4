import { isEmbedded } from '@business-m/doctype';
import type { SchemaShape } from '@business-m/metadata/operations';
import { Refusal } from '@business-m/protocols';
import { type RawBuilder, sql } from 'kysely';
import type { HostDatabase, HostedDomain } from '../domains/hosted-domain.ts';
import { isLockTimeout, lockTables, retryLocking } from '../tables/lock-tables.ts';
import { readShape } from '../tables/schema-shape.ts';
import { keepAll, readerOf, type SnapshotReader } from './snapshot-reader.ts';

/** The command tries all databases again when one cannot be held: they must not wait for each other. */
const ATTEMPTS = 3;
/** The server ends what a process leaves behind that was stopped itself; a process that lives ends it long before. */
const HOLDER_IDLE_MS = 15_000;
const READER_IDLE_MS = 60_000;

export type BackupDomain = Pick<HostedDomain, 'scope' | 'schema' | 'db' | 'standing' | 'service'>;

/** One database whose writers wait, and what will see it as it is now. */
export interface HeldDatabase {
  domains: readonly BackupDomain[];
  /** Fixes what is seen: the shape of each domain. Call `letWritersGo` once all databases are seen. */
  look(): Promise<Record<string, SchemaShape>>;
  letWritersGo(): Promise<void>;
  /** Of a domain, once it has been seen. */
  reader(scope: string): SnapshotReader;
  /** Ends everything; can be called at any time. */
  close(): Promise<void>;
}

/** Holds the writers of a database, or throws `busy` within seconds. */
export function holdDatabase(db: HostDatabase, domains: readonly BackupDomain[]): Promise<HeldDatabase> {
  return isEmbedded(db) ? holdEmbedded(db, domains) : holdServer(db, domains);
}

type OpenTransaction = Awaited<ReturnType<typeof begin>>;
const begin = (db: HostDatabase) => db.startTransaction().execute();

/** While its one connection is in a transaction, everybody else waits: so all of it is read at once. */
async function holdEmbedded(db: HostDatabase, domains: readonly BackupDomain[]): Promise<HeldDatabase> {
  const tx = await begin(db);
  const letGo = once(() => tx.rollback().execute());
  const readers = new Map<string, SnapshotReader>();
  return {
    domains,
    async look() {
      const shapes = await readShapes(tx, domains);
      for (const { scope, schema } of domains) readers.set(scope, await keepAll({ db: tx, schema }, shapes[scope] as SchemaShape));
      return shapes;
    },
    letWritersGo: letGo,
    reader: (scope) => readers.get(scope) as SnapshotReader,
    async close() {
      readers.clear();
      await letGo();
    },
  };
}

/** One connection locks the tables, another one sees them; both are there first: waiting writers may take all others of the pool. */
async function holdServer(db: HostDatabase, domains: readonly BackupDomain[]): Promise<HeldDatabase> {
  const reader = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  try {
    await sql`set local statement_timeout = 0`.execute(reader);
    await sql`set local idle_in_transaction_session_timeout = ${sql.lit(READER_IDLE_MS)}`.execute(reader);
    const { holder, tables } = await hold(db, domains);
    try {
      // Neither `set` nor `lock` fixes what a transaction sees. It keeps migrations from rewriting a table before it is read.
      await lockTables(reader, tables, 'access share');
    } catch (error) {
      await holder.rollback().execute();
      throw error;
    }
    const letGo = once(() => holder.rollback().execute());
    const readers = new Map<string, SnapshotReader>(domains.map(({ scope, schema }) => [scope, readerOf({ db: reader, schema })]));
    return {
      domains,
      look: () => readShapes(reader, domains),
      letWritersGo: letGo,
      reader: (scope) => readers.get(scope) as SnapshotReader,
      close: once(async () => {
        await letGo();
        await reader.rollback().execute();
      }),
    };
  } catch (error) {
    await reader.rollback().execute();
    throw isLockTimeout(error) ? busy(domains) : error;
  }
}

async function hold(db: HostDatabase, domains: readonly BackupDomain[]) {
  return retryLocking(ATTEMPTS, async () => {
    const holder: OpenTransaction = await begin(db);
    try {
      await sql`set local idle_in_transaction_session_timeout = ${sql.lit(HOLDER_IDLE_MS)}`.execute(holder);
      const tables: RawBuilder<unknown>[] = [];
      for (const { schema } of domains) {
        for (const { name } of (await readShape({ db: holder, schema })).tables) tables.push(sql.table(`${schema}.${name}`));
      }
      await lockTables(holder, tables, 'share');
      return { holder, tables };
    } catch (error) {
      await holder.rollback().execute();
      throw error;
    }
  });
}

async function readShapes(db: HostDatabase, domains: readonly BackupDomain[]): Promise<Record<string, SchemaShape>> {
  await sql`set local time zone 'UTC'`.execute(db);
  const shapes: Record<string, SchemaShape> = {};
  for (const { scope, schema } of domains) shapes[scope] = await readShape({ db, schema });
  return shapes;
}

function busy(domains: readonly BackupDomain[]): Refusal {
  const scopes = domains.map(({ scope }) => scope).join(', ');
  return new Refusal('busy', `The writers of ${scopes} could not be held within two seconds: one of them has not ended yet.`);
}

/** The same promise for every call. */
function once(work: () => Promise<unknown>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work().then(() => {});
    return done;
  };
}
