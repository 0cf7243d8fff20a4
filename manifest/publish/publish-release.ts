import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolderLock } from './folder-lock.ts';
import { readDist } from './read-dist.ts';
import { addToIndex } from './release-index.ts';
import { writeRelease } from './write-release.ts';

export interface PublishOptions {
  /** The remote's build. */
  dist: string;
  /** The CDN's folder; the release goes to `<to>/<scope>/<id>/`. */
  to: string;
  now?: Date;
}

export interface Published {
  scope: string;
  id: string;
}

/**
 * Publishes a remote's build: bytes first, then the index that makes them findable. Publishing the same bytes again
 * changes nothing; other bytes under the same version are another release, because the id holds their hash. Throws
 * {@link PublishRefusal} for a build that is not what its `remote.json` says.
 */
export async function publishRelease({ dist, to, now = new Date() }: PublishOptions): Promise<Published> {
  const release = await readDist(dist);
  const { scope, version } = release.remote;
  const scopeFolder = join(to, scope);
  await mkdir(scopeFolder, { recursive: true });
  await writeRelease(scopeFolder, release);
  await withFolderLock(scopeFolder, () => addToIndex(scopeFolder, { scope, id: release.id, version, now }));
  return { scope, id: release.id };
}
