import { type Kysely, sql, type Transaction } from 'kysely';
import type { AnyDatabase } from '../database/database-config.ts';
import { withoutStatementLimit } from '../database/postgres-connection.ts';
import { runTransaction } from '../database/run-transaction.ts';
import { bake } from './bake.ts';
import { type Migrations, runMigrations } from './migrate.ts';
import { readSchemaState, recordVersion, type SchemaPlan } from './schema-state.ts';

/** How long to wait for another process that migrates the same schema. */
const LOCK_TIMEOUT = '10min';

/** Creates or updates a schema in one transaction under one lock. Refuses a database that is newer than this code. */
export async function migrateSchema(db: Kysely<AnyDatabase>, plan: SchemaPlan, now: Date): Promise<void> {
  const { schema, version, docTypes, migrations } = plan;
  await lockedSchema(db, schema, async (tx) => {
    const { state, detail } = await readSchemaState(tx, plan);
    if (state === 'newer') throw new Error(detail);
    await runMigrations(tx, schema, 'engine_migration', migrations.engine_migration, now);
    // Migrations need new tables and columns, and may change a type; the second baking checks the result.
    await bake(tx, schema, docTypes, now, 'leave');
    await runMigrations(tx, schema, 'domain_migration', migrations.domain_migration, now);
    await bake(tx, schema, docTypes, now);
    await recordVersion(tx, schema, version, now);
  });
}

/** For tables that belong to no domain: runs what has not run yet, recorded in `table` of `schema`, as safely as `migrateSchema`. */
export async function migrate(db: Kysely<AnyDatabase>, schema: string, table: string, migrations: Migrations): Promise<void> {
  await lockedSchema(db, schema, (tx) => runMigrations(tx, schema, table, migrations, new Date()));
}

async function lockedSchema(db: Kysely<AnyDatabase>, schema: string, work: (tx: Transaction<AnyDatabase>) => Promise<void>): Promise<void> {
  await withoutStatementLimit(() =>
    runTransaction(db, async (tx) => {
      await lockSchema(tx, schema);
      await work(tx);
    }),
  );
}

/** Read committed: later statements see what the process before has committed. */
async function lockSchema(tx: Transaction<AnyDatabase>, schema: string): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx);
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
  await sql`set local lock_timeout = ${sql.lit(LOCK_TIMEOUT)}`.execute(tx);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`business-m schema ${schema}`}, 0))`.execute(tx);
  const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(tx);
  // "if not exists" would need the right to create schemas even where an administrator has created it.
  if (rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(tx);
}
