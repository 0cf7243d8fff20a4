import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

/** A folder of PGlite that this program cannot open: what is wrong with it and what to do, in a sentence. */
export class FolderRefused extends Error {
  override name = 'FolderRefused';
}

/** Whether there is no database yet. @throws FolderRefused when there is something else, over which PGlite would not make one. */
export function isEmptyFolder(folder: string): boolean {
  if (existsSync(join(folder, 'PG_VERSION'))) return false;
  if (!existsSync(folder) || readdirSync(folder).length === 0) return true;
  throw damaged(folder, 'PG_VERSION is missing');
}

/** Why a folder could not be opened: it is of another PostgreSQL than that of an `empty` database, or it is damaged. */
export async function explainRefusal(folder: string, error: unknown, empty: () => Promise<PGlite>): Promise<FolderRefused> {
  const theirs = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const ours = await readVersion(empty).catch(() => theirs);
  if (theirs === ours) return damaged(folder, error instanceof Error ? error.message : String(error), error);
  const sentence =
    `${folder} was written by PostgreSQL ${theirs || '(no number)'}, but this desk brings PostgreSQL ${ours}: start it with the version of the ` +
    'desk that wrote it, or put a backup of the folder, made with this version, in its place.';
  return new FolderRefused(sentence, { cause: error });
}

function damaged(folder: string, why: string, cause?: unknown): FolderRefused {
  const remedy = 'put its backup in its place, or move it away to begin with an empty database';
  return new FolderRefused(`${folder} is damaged, and its database cannot be opened (${why.split('\n')[0]}): ${remedy}.`, { cause });
}

/** The major version of the PostgreSQL of a database, as `PG_VERSION` has it. */
async function readVersion(empty: () => Promise<PGlite>): Promise<string> {
  const pglite = await empty();
  try {
    const { rows } = await pglite.query<{ version: string }>("select current_setting('server_version') as version");
    return rows[0]?.version.split('.')[0] ?? '';
  } finally {
    await pglite.close();
  }
}
