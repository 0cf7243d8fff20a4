import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, sql } from 'kysely';
import type { AnyDatabase, DatabaseConfig, PGliteConfig } from './database-config.ts';
import { pgliteDialect } from './pglite-dialect.ts';
import { explainRefusal, isEmptyFolder } from './pglite-folder.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { typeParsers } from './type-parsers.ts';

/** Opens a database; `destroy()` closes it. PostgreSQL is connected to by the first query, which may throw `Unavailable`. @throws FolderRefused */
export async function openDatabase(config: DatabaseConfig = { engine: 'pglite' }): Promise<Kysely<AnyDatabase>> {
  if (config.engine === 'postgres') return new Kysely<AnyDatabase>({ dialect: postgresDialect(config) });
  return openPGlite(config);
}

/** In memory a page is as near as its copy in the shared buffers, of which the usual 128 MB take most of a second to prepare. */
const SMALL = ['-c', 'shared_buffers=4MB'];

const embedded = new WeakSet<object>();

/** Whether it is a PGlite, whose one connection everybody shares: while it is in a transaction, all others wait. */
export function isEmbedded(db: Kysely<AnyDatabase>): boolean {
  return embedded.has(db);
}

/** Throws `Unavailable` with a sentence for people when the database does not serve now. */
export async function pingDatabase(db: Kysely<AnyDatabase>): Promise<void> {
  await sql`select 1`.execute(db);
}

async function openPGlite({ folder }: PGliteConfig): Promise<Kysely<AnyDatabase>> {
  if (folder !== undefined && isEmptyFolder(folder)) await makeInPlace(folder);
  return openWith(await (folder === undefined ? makePGlite() : openFolder(folder)));
}

/** @param close what `destroy()` does with it; without one it is closed */
export async function openWith(pglite: PGlite, close?: () => Promise<void>): Promise<Kysely<AnyDatabase>> {
  const db = new Kysely<AnyDatabase>({ dialect: pgliteDialect(pglite, close) });
  embedded.add(db);
  // The first query also starts the driver, without which destroy() would leave PGlite open.
  await pingDatabase(db);
  return db;
}

/** Beside its place, and moved there when it is whole: what a killed process left unfinished is begun anew. */
async function makeInPlace(folder: string): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  if (!(await unpackTemplate(unfinished))) {
    const pglite = await makePGlite(unfinished);
    await pglite.close();
  }
  // An empty folder may stand there.
  if (existsSync(folder)) await rmdir(folder);
  await rename(unfinished, folder);
}

/** Unpacking by PGlite costs ten times as much. @returns false where there is no template or no `tar`. */
async function unpackTemplate(folder: string): Promise<boolean> {
  const template = templateFile();
  if (!template || !existsSync(template)) return false;
  await mkdir(folder, { recursive: true });
  try {
    // The names in it begin with a slash, of which tar would complain; the lock is of the process that made it.
    await promisify(execFile)('tar', ['-xf', template, '-C', folder, '--exclude=postmaster.pid']);
    return true;
  } catch {
    await rm(folder, { recursive: true, force: true });
    return false;
  }
}

/** An empty database, in a folder or in memory. */
export async function makePGlite(folder?: string): Promise<PGlite> {
  // Optimising the machine code of a database takes four seconds of processor, which a process that lives for a minute does not get back.
  if (process.env.PGLITE_UNOPTIMIZED === '1')
    for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
  const template = templateFile();
  const bytes = await readTemplate(template);
  const pglite = await PGlite.create({
    ...(folder === undefined ? { startParams: [...PGlite.defaultStartParams, ...SMALL] } : { dataDir: folder }),
    ...(bytes && { loadDataDir: bytes }),
    parsers: { ...typeParsers },
  });
  if (template && !bytes) await keepTemplate(pglite, template);
  return pglite;
}

function openFolder(folder: string): Promise<PGlite> {
  return PGlite.create({ dataDir: folder, parsers: { ...typeParsers } }).catch(async (error: unknown) => {
    throw await explainRefusal(folder, error, makePGlite);
  });
}

/**
 * In the folder `PGLITE_TEMPLATES`, if that is set: an empty database of this version, which takes a fifth of the time to read that it takes to make.
 * Not compressed: unpacking it would take as long again.
 */
function templateFile(): string | undefined {
  const folder = process.env.PGLITE_TEMPLATES;
  if (!folder) return undefined;
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = JSON.parse(readFileSync(join(dirname(main), '../package.json'), 'utf8')) as { version: string };
  return join(folder, `pglite-${version}.tar`);
}

const readTemplate = (file: string | undefined): Promise<Blob | undefined> =>
  file === undefined
    ? Promise.resolve(undefined)
    : readFile(file).then(
        (bytes) => new Blob([bytes]),
        () => undefined,
      );

async function keepTemplate(pglite: PGlite, file: string): Promise<void> {
  const dump = await pglite.dumpDataDir('none');
  const temporary = `${file}.${randomUUID()}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(temporary, Buffer.from(await dump.arrayBuffer()));
  await rename(temporary, file);
}
