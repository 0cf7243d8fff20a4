import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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
  const isNew = folder === undefined || !existsSync(join(folder, 'PG_VERSION'));
  const template = isNew ? templateFile() : undefined;
  const bytes = template && (await readFile(template).catch(() => undefined));
  const pglite = await PGlite.create({
    ...(folder !== undefined && { dataDir: folder }),
    ...(bytes && { loadDataDir: new Blob([bytes]) }),
    parsers: { ...typeParsers },
  });
  if (template && !bytes) await keepTemplate(pglite, template);
  const db = new Kysely<AnyDatabase>({ dialect: pgliteDialect(pglite) });
  // The first query also starts the driver, without which destroy() would leave PGlite open.
  await pingDatabase(db);
  return db;
}

/** In the folder `PGLITE_TEMPLATES`, if that is set: an empty database of this version, which takes a quarter of the time to unpack that it takes to make. */
function templateFile(): string | undefined {
  const folder = process.env.PGLITE_TEMPLATES;
  if (!folder) return undefined;
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = JSON.parse(readFileSync(join(dirname(main), '../package.json'), 'utf8')) as { version: string };
  return join(folder, `pglite-${version}.tar.gz`);
}

async function keepTemplate(pglite: PGlite, file: string): Promise<void> {
  const dump = await pglite.dumpDataDir('gzip');
  const temporary = `${file}.${randomUUID()}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(temporary, Buffer.from(await dump.arrayBuffer()));
  await rename(temporary, file);
}
