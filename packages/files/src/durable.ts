import { randomUUID } from 'node:crypto';
import { open, rename, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that must not exist yet; the disk has it when this resolves. Its name survives a power cut after `syncFolder`. */
export async function writeDurably(file: string, bytes: string | Uint8Array, { mode = 0o666 } = {}): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes what was linked, renamed or removed in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows needs none of this.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes or replaces a file. After a crash or power cut it holds the old bytes or the new ones; once this resolved, the new ones. */
export async function atomicWrite(file: string, bytes: string | Uint8Array, { mode = 0o644 } = {}): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeDurably(temporary, bytes, { mode });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

/** Resolves to whether there was one. */
export async function removeFile(file: string): Promise<boolean> {
  return unlink(file).then(
    () => true,
    orIfAbsent(() => false),
  );
}

/** For `catch`: another answer where a file or folder is not there. */
export function orIfAbsent<T>(answer: () => T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return answer();
    throw error;
  };
}
