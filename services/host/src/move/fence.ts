import { readTables } from '@business-m/doctype';
import type { DomainHome } from '@business-m/metadata/operations';
import { type Kysely, sql } from 'kysely';
import { lockTables, retryLocking } from '../tables/lock-tables.ts';
import type { Place } from '../tables/schema-shape.ts';
import { writeHome } from './domain-home.ts';

/** `read_only_sql_transaction`, which callers already treat as temporary. */
const FENCED = '25006';
const ATTEMPTS = 8;

/** Makes the database refuse every change of the schema, and writes `home` in the same transaction, after the last writer. */
export async function raiseFence({ db, schema }: Place, scope: string, home: DomainHome): Promise<void> {
  const refuse = sql.id(schema, 'refuse_while_fenced');
  await retryLocking(ATTEMPTS, () =>
    db.transaction().execute(async (tx) => {
      // Also the engine's notes: a migration would be a change too.
      const tables = [...(await readTables(tx, schema)).keys()].map((name) => sql.table(`${schema}.${name}`));
      await lockTables(tx, tables, 'share row exclusive');
      await sql`create or replace function ${refuse}() returns trigger language plpgsql as $$
          begin
            raise exception 'the schema % is fenced: its domain is being moved, or has moved', tg_table_schema using errcode = ${sql.lit(FENCED)};
          end
        $$`.execute(tx);
      for (const table of tables) {
        await sql`drop trigger if exists fenced on ${table}`.execute(tx);
        await sql`create trigger fenced before insert or update or delete or truncate on ${table}
            for each statement execute function ${refuse}()`.execute(tx);
      }
      await writeHome(tx, scope, home);
    }),
  );
}

/** Lets changes through again, and writes down `home` with it. */
export async function lowerFence({ db, schema }: Place, scope: string, home: DomainHome): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await dropFence(tx, schema);
    await writeHome(tx, scope, home);
  });
}

/** The same in the caller's transaction. */
// biome-ignore lint/suspicious/noExplicitAny: Kysely is invariant in its tables, and this works on whatever tables a domain has.
export async function dropFence(tx: Kysely<any>, schema: string): Promise<void> {
  for (const name of (await readTables(tx, schema)).keys())
    await sql`drop trigger if exists fenced on ${sql.table(`${schema}.${name}`)}`.execute(tx);
  await sql`drop function if exists ${sql.id(schema, 'refuse_while_fenced')}()`.execute(tx);
}
