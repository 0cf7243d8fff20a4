import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReleaseIndex } from '@business-m/contract';
import { PublishRefusal } from '../../publish-refusal.ts';
import { indexText, type Publication, parseIndex, type ReleaseBytes } from '../release-target.ts';
import { createWhole, readOrNull, syncFolder, writeDurably } from './durable.ts';
import { withFolderLock } from './folder-lock.ts';
import { stagingName, sweepStaging } from './staging.ts';

const suffixes = { br: '.br', gzip: '.gz' } as const;

/** Writes into a hidden folder, which one rename makes the release. */
export async function filePublication(scopeFolder: string, scope: string, id: string): Promise<Publication> {
  const target = join(scopeFolder, id);
  const staging = join(scopeFolder, stagingName());
  await mkdir(scopeFolder, { recursive: true });
  await sweepStaging(scopeFolder);
  await mkdir(staging);

  return {
    async write({ path, bytes, coding }: ReleaseBytes) {
      const file = join(staging, coding ? path + suffixes[coding] : path);
      const old = await readOrNull(file);
      if (old?.equals(bytes)) return;
      if (old) throw new PublishRefusal('exists-with-other-bytes', `${file} was written twice with other bytes`);
      await writeDurably(file, bytes);
    },

    async read(path) {
      return (await readOrNull(join(staging, path))) ?? (await readOrNull(join(target, path)));
    },

    async commit(description) {
      await writeDurably(join(staging, 'remote.json'), description);
      await syncFolder(staging);
      const created = await rename(staging, target).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          // Somebody published the same bytes meanwhile; the id says they are the same.
          if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false;
          throw error;
        },
      );
      await syncFolder(scopeFolder);
      return created;
    },

    async sign(signature) {
      const created = await createWhole(join(target, 'signature.json'), signature, staging);
      if (created) await syncFolder(target);
      return created;
    },

    register: (change) =>
      withFolderLock(scopeFolder, async () => {
        // A collection may have deleted it while it was looked at; the lock keeps it from doing so from here on.
        if (!(await readOrNull(join(target, 'remote.json'))))
          throw new PublishRefusal('collected-meanwhile', `${target} was deleted while it was being published: publish again`);
        await changeIndex(scopeFolder, scope, change);
      }),

    close: () => rm(staging, { recursive: true, force: true }),
  };
}

/** To be called under the scope's lock. */
export async function changeIndex(scopeFolder: string, scope: string, change: (index: ReleaseIndex) => ReleaseIndex): Promise<void> {
  const file = join(scopeFolder, 'releases.json');
  const index = parseIndex(file, scope, (await readOrNull(file))?.toString('utf8') ?? null);
  const next = change(index);
  if (next === index) return;
  // Written in a hidden folder: a server must not show what a killed publication leaves.
  const staging = join(scopeFolder, stagingName());
  try {
    await writeDurably(join(staging, 'releases.json'), Buffer.from(indexText(next)));
    await rename(join(staging, 'releases.json'), file);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  await syncFolder(scopeFolder);
}
