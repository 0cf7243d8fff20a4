import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { AnyDatabase } from '../document-context.ts';

/** Runs what has not run yet, in order of the keys, each recorded in `table` of `schema`; throws on the first failure. */
export async function migrate(
  db: Kysely<AnyDatabase>,
  schema: string,
  table: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: schema,
    migrationTableName: table,
    migrationLockTableName: `${table}_lock`,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    throw new Error(`the migration ${failed ?? ''} of ${schema} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
