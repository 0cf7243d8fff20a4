import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ReleaseIndex } from '@business-m/contract';
import { lockWithin, orIfAbsent, syncFolder, writeDurably } from '@business-m/files';
import { PublishRefusal } from '../../publish-refusal.ts';
import { indexText, type Publication, parseIndex, storedPath } from '../release-target.ts';
import { stagingName, sweepStaging } from './staging.ts';

/** Writes into a hidden folder, which one rename makes the release. */
export async function filePublication(scopeFolder: string, scope: string, id: string): Promise<Publication> {
  const target = join(scopeFolder, id);
  const staging = join(scopeFolder, stagingName());
  await mkdir(scopeFolder, { recursive: true });
  await sweepStaging(scopeFolder);
  await mkdir(staging);

  return {
    async write(release) {
      const file = join(staging, storedPath(release));
      const old = await readOrNull(file);
      if (old?.equals(release.bytes)) return;
      if (old) throw new PublishRefusal('exists-with-other-bytes', `${file} was written twice with other bytes`);
      await mkdir(dirname(file), { recursive: true });
      await writeDurably(file, release.bytes);
    },

    read: async (path) => (await readOrNull(join(staging, path))) ?? readOrNull(join(target, path)),

    async commit(description) {
      await writeDurably(join(staging, 'remote.json'), description);
      await syncFolder(staging);
      // Another publication of the same bytes may have come first: the id says that they are the same.
      const created = await rename(staging, target).then(() => true, falseFor('ENOTEMPTY', 'EEXIST'));
      await syncFolder(scopeFolder);
      return created;
    },

    async add(path, bytes) {
      const created = await createWhole(join(target, path), bytes, staging);
      if (created) await syncFolder(target);
      return created;
    },

    register: (change) =>
      withScopeLock(scopeFolder, async () => {
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
    await mkdir(staging);
    await writeDurably(join(staging, 'releases.json'), Buffer.from(indexText(next)));
    await rename(join(staging, 'releases.json'), file);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  await syncFolder(scopeFolder);
}

export const lockOf = (scopeFolder: string) => join(scopeFolder, '.lock');

/** Runs `work` while nobody else changes the scope's index or collects its releases. */
export async function withScopeLock<T>(scopeFolder: string, work: () => Promise<T>, wait?: Parameters<typeof lockWithin>[1]): Promise<T> {
  const file = lockOf(scopeFolder);
  const { lock, holder } = await lockWithin(file, wait);
  if (!lock) throw new PublishRefusal('busy', `${file} is held by another publication (process ${holder.pid}): wait for it to end`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Puts a whole file in place only where there is none: of several at once one succeeds, and nobody ever sees a part. */
async function createWhole(file: string, bytes: Uint8Array, temporaryFolder: string): Promise<boolean> {
  const temporary = join(temporaryFolder, randomUUID());
  try {
    await mkdir(temporaryFolder, { recursive: true });
    await writeDurably(temporary, bytes);
    return await link(temporary, file).then(() => true, falseFor('EEXIST'));
  } finally {
    await rm(temporary, { force: true });
  }
}

/** For `catch`. */
const falseFor =
  (...codes: string[]) =>
  (error: NodeJS.ErrnoException): false => {
    if (codes.includes(error.code ?? '')) return false;
    throw error;
  };

export const readOrNull = (file: string): Promise<Buffer | null> => readFile(file).catch(orIfAbsent(() => null));
