import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from '../database/database-config.ts';

export type Migrations = Readonly<Record<string, Migration>>;

/** A migration of SQL statements; they name their tables with the schema. */
export function migration(...statements: readonly RawBuilder<unknown>[]): Migration {
  return {
    async up(db) {
      for (const statement of statements) await statement.execute(db);
    },
  };
}

/** Triggers that make the database refuse UPDATE, DELETE and TRUNCATE of these tables. */
export function appendOnly(schema: string, tables: readonly string[]): RawBuilder<unknown>[] {
  const refuse = sql.id(schema, 'refuse_ledger_change');
  return [
    sql`create function ${refuse}() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
      end
    $$`,
    ...tables.map(
      (table) => sql`create trigger append_only before update or delete or truncate on ${sql.table(`${schema}.${table}`)}
        for each statement execute function ${refuse}()`,
    ),
  ];
}

/** Runs what has not run yet, in order of the keys, and records it; throws on the first failure, which rolls `tx` back. */
export async function runMigrations(tx: Transaction<AnyDatabase>, schema: string, table: string, migrations: Migrations, now: Date) {
  const recorded = sql.table(`${schema}.${table}`);
  await sql`create table if not exists ${recorded} (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(tx);
  const done = new Set(await recordedMigrations(tx, schema, table));
  for (const [name, migration] of Object.entries(migrations).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (done.has(name)) continue;
    await migration.up(tx.withSchema(schema)).catch((error: unknown) => {
      throw new Error(`the migration ${name} of ${schema} failed: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    });
    await sql`insert into ${recorded} (name, timestamp) values (${name}, ${now.toISOString()})`.execute(tx);
  }
}

export async function recordedMigrations(db: Kysely<AnyDatabase>, schema: string, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(`${schema}.${table}`)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}
