import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseIdSchema, scopeSchema } from '@business-m/contract';
import { orIfAbsent, tryLock } from '@business-m/files';
import { type Collection, parseIndex, type ReleaseTarget, type Stored } from '../release-target.ts';
import { changeIndex, filePublication, lockOf, readOrNull } from './file-publication.ts';
import { stagingName, sweepStaging } from './staging.ts';

/** A folder that a web server shows, on a disk of this machine: locks between machines that share it are not kept. */
export function openFileTarget(folder: string): ReleaseTarget {
  return {
    address: `file:${folder}`,
    scopes: async () => (await folders(folder)).filter((name) => scopeSchema.safeParse(name).success),
    inventory: (scope) => inventory(join(folder, scope)),
    async read(scope, id, path) {
      const release = join(folder, scope, id);
      return (await readOrNull(join(release, 'remote.json'))) ? readOrNull(join(release, path)) : null;
    },
    async readIndex(scope) {
      const file = join(folder, scope, 'releases.json');
      return parseIndex(file, scope, (await readOrNull(file))?.toString('utf8') ?? null);
    },
    publication: (scope, id) => filePublication(join(folder, scope), scope, id),
    collection: (scope) => fileCollection(join(folder, scope), scope),
    close: async () => {},
  };
}

/** Under the scope's lock nothing is registered, so what stands in no index may go. */
async function fileCollection(scopeFolder: string, scope: string): Promise<Collection | null> {
  const { lock } = tryLock(lockOf(scopeFolder));
  if (!lock) return null;
  return {
    busy: new Set(),
    sweep: () => sweepStaging(scopeFolder),
    register: (change) => changeIndex(scopeFolder, scope, change),
    async remove(name) {
      // All of it disappears in one step; what is left hidden when this dies is swept by the next.
      const hidden = join(scopeFolder, stagingName());
      await rename(join(scopeFolder, name), hidden);
      await rm(hidden, { recursive: true, force: true });
    },
    close: async () => lock.release(),
  };
}

async function inventory(scopeFolder: string): Promise<{ releases: Stored[]; unfinished: Stored[] }> {
  const found = { releases: [] as Stored[], unfinished: [] as Stored[] };
  for (const name of await folders(scopeFolder)) {
    if (!releaseIdSchema.safeParse(name).success) continue;
    const whole = await modified(join(scopeFolder, name, 'remote.json'));
    if (whole) found.releases.push({ name, writtenAt: whole });
    // Not by this program, which puts a release in place by one rename; but a copy of a bucket may look like this.
    else found.unfinished.push({ name, writtenAt: (await modified(join(scopeFolder, name))) ?? new Date() });
  }
  return found;
}

async function folders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(orIfAbsent(() => []));
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const modified = (path: string) =>
  stat(path).then(
    ({ mtime }) => mtime,
    () => null,
  );
