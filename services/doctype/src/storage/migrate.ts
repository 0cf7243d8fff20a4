import { type Kysely, sql, type Transaction } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AnyDatabase } from '../database/database-config.ts';

export type Migrations = Readonly<Record<string, Migration>>;

/** Runs what has not run yet, in order of the keys, and records it; throws on the first failure, which rolls `tx` back. */
export async function runMigrations(
  tx: Transaction<AnyDatabase>,
  schema: string,
  table: string,
  migrations: Migrations,
  now: Date,
): Promise<void> {
  const recorded = sql.table(`${schema}.${table}`);
  await sql`create table if not exists ${recorded} (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(tx);
  const done = new Set(await recordedMigrations(tx, schema, table));
  for (const [name, migration] of inOrder(migrations)) {
    if (done.has(name)) continue;
    await migration.up(tx.withSchema(schema)).catch((error: unknown) => {
      throw new Error(`the migration ${name} of ${schema} failed: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    });
    await sql`insert into ${recorded} (name, timestamp) values (${name}, ${now.toISOString()})`.execute(tx);
  }
}

/** Names of what has run; the table exists. */
export async function recordedMigrations(db: Kysely<AnyDatabase>, schema: string, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(`${schema}.${table}`)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}

function inOrder(migrations: Migrations): [string, Migration][] {
  return Object.entries(migrations).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
