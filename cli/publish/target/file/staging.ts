import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isProcess } from '@business-m/files';

/** A folder that is written first and renamed last; a server must not show what begins with a dot. */
const PREFIX = '.publishing-';
/** After this what a process of another machine left is nobody's. */
const ABANDONED_MS = 24 * 3_600_000;

const host = hostname()
  .replaceAll(/[^A-Za-z0-9]/g, '')
  .slice(0, 40);

/** A name that says whose it is, so that the next publication knows whether its owner still lives. */
export const stagingName = () => `${PREFIX}${host}-${process.pid}-${randomUUID()}`;

/** Removes what publications and collections that died have left below a scope's folder. */
export async function sweepStaging(scopeFolder: string): Promise<string[]> {
  const names = (await readdir(scopeFolder)).filter((name) => name.startsWith(PREFIX));
  const swept: string[] = [];
  for (const name of names) {
    if (!(await isAbandoned(join(scopeFolder, name), name))) continue;
    await rm(join(scopeFolder, name), { recursive: true, force: true });
    swept.push(name);
  }
  return swept;
}

async function isAbandoned(path: string, name: string): Promise<boolean> {
  const [owner, pid] = name.slice(PREFIX.length).split('-');
  if (owner === host && pid && /^\d+$/.test(pid) && !isProcess({ pid: Number(pid), birth: null })) return true;
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > ABANDONED_MS,
    () => false,
  );
}
