import { PGlite } from '@electric-sql/pglite';
import { Kysely, sql } from 'kysely';
import type { AnyDatabase, DatabaseConfig, PGliteConfig } from './database-config.ts';
import { pgliteDialect } from './pglite-dialect.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { typeParsers } from './type-parsers.ts';

/** Opens a database; `destroy()` closes it. PostgreSQL is connected to by the first query, which may throw `Unavailable`. */
export async function openDatabase(config: DatabaseConfig = { engine: 'pglite' }): Promise<Kysely<AnyDatabase>> {
  if (config.engine === 'postgres') return new Kysely<AnyDatabase>({ dialect: postgresDialect(config) });
  return openPGlite(config);
}

/** Throws `Unavailable` with a sentence for people when the database does not serve now. */
export async function pingDatabase(db: Kysely<AnyDatabase>): Promise<void> {
  await sql`select 1`.execute(db);
}

async function openPGlite({ folder }: PGliteConfig): Promise<Kysely<AnyDatabase>> {
  const pglite = await PGlite.create({ ...(folder === undefined ? {} : { dataDir: folder }), parsers: { ...typeParsers } });
  const db = new Kysely<AnyDatabase>({ dialect: pgliteDialect(pglite) });
  // The first query also starts the driver, without which destroy() would leave PGlite open.
  await pingDatabase(db);
  return db;
}
