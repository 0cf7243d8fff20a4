import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openTestPGlite, openTestPostgres, type TestDatabase } from '@business-m/doctype/testing';
import { sql } from 'kysely';
import type { HostDatabase } from '../domains/hosted-domain.ts';
import type { RecordedBooks } from '../testing/record-books.ts';

/** Made by tools/upgrade/main.ts with the code of the commit in `made-by.json`. */
const fixtures = join(import.meta.dirname, 'fixtures');
/** A migration does not come back by itself: on a machine without time for it, a connection takes longer than a desk waits. */
const ACQUIRE_MS = 60_000;
const NEXT = '\n-- next\n';

const unpack = (name: string) => gunzipSync(readFileSync(join(fixtures, name))).toString('utf8');
export const readOldBooks = (name: 'indie' | 'enterprise'): RecordedBooks => JSON.parse(unpack(`${name}.json.gz`));
/** What lay in the queues of NATS: under which subject, with which id. */
export const readOldStreams = (): { subject: string; id: string; frame: string }[] => JSON.parse(unpack('streams.json.gz'));

/** A database as the old code left it. */
export async function openOldDatabase(engine: 'pglite' | 'postgres', name: string): Promise<TestDatabase> {
  const database = engine === 'postgres' ? await openTestPostgres({ acquireMs: ACQUIRE_MS }) : await openTestPGlite();
  await database.db.transaction().execute(async (tx) => {
    // A function may stand before what its body names.
    await sql`set local check_function_bodies = false`.execute(tx);
    for (const statement of unpack(`${name}.sql.gz`).split(NEXT)) await sql.raw(statement).execute(tx);
  });
  return database;
}

/** Every row of the ledgers, in the order in which they were written, by the columns that the old code knew. */
export async function readLedgers(db: HostDatabase, schema: string, columns?: Ledgers): Promise<Ledgers> {
  const ledgers: Ledgers = {};
  for (const table of LEDGERS[schema] ?? []) {
    const { rows } = await sql<{
      row: Record<string, unknown>;
    }>`select to_jsonb(t) as row from ${sql.table(`${schema}.${table}`)} t order by id`.execute(db);
    const known = Object.keys(columns?.[table]?.[0] ?? rows[0]?.row ?? {});
    ledgers[table] = rows.map(({ row }) => Object.fromEntries(known.map((name) => [name, row[name]])));
  }
  return ledgers;
}
export type Ledgers = Record<string, Record<string, unknown>[]>;

const LEDGERS: Readonly<Record<string, readonly string[]>> = {
  finance: ['ledger_posting', 'general_ledger_entry'],
  wms: ['stock_ledger_entry'],
};

/** Shortly after the data were written. */
export const NOW = new Date(Date.parse(JSON.parse(readFileSync(join(fixtures, 'made-by.json'), 'utf8')).madeAt) + 120_000);
