import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from '@business-m/files';
import type { Collection } from '../release-target.ts';
import { changeIndex, lockOf } from './file-publication.ts';
import { stagingName, sweepStaging } from './staging.ts';

/** Under the scope's lock nothing is registered, so what stands in no index may go. */
export async function fileCollection(scopeFolder: string, scope: string): Promise<Collection | null> {
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
