import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseIdSchema, scopeSchema } from '@business-m/contract';
import { orIfAbsent } from '@business-m/files';
import { parseIndex, type ReleaseTarget, type Stored } from '../release-target.ts';
import { fileCollection } from './file-collection.ts';
import { filePublication, readOrNull } from './file-publication.ts';

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
