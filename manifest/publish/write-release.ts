import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compressedForms } from './compress.ts';
import type { Dist } from './read-dist.ts';

/** Folder on the CDN that is written first and renamed last; a server must not show it. */
export const TEMPORARY_PREFIX = '.publishing-';

/** Puts a release's folder in place in one step: it is there whole or not at all, whenever this is interrupted. */
export async function writeRelease(scopeFolder: string, { id, files }: Dist): Promise<void> {
  const target = join(scopeFolder, id);
  if (await exists(target)) return;
  const temporary = join(scopeFolder, `${TEMPORARY_PREFIX}${randomUUID()}`);
  try {
    for (const [path, bytes] of files) await writeWithForms(join(temporary, path), bytes);
    await rename(temporary, target).catch(async (error: NodeJS.ErrnoException) => {
      // Somebody published the same bytes meanwhile; the id says they are the same.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    await syncFolder(scopeFolder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function writeWithForms(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeDurably(file, bytes);
  for (const [suffix, form] of await compressedForms(file, bytes)) await writeDurably(file + suffix, form);
}

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the rename itself survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
