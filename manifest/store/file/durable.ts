import { open, unlink } from 'node:fs/promises';

/** Writes a file that must not exist yet, on the disk when it resolves. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What was linked, renamed or removed in a folder is so after a power cut, too. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing and needs none.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
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
    if (error.code === 'ENOENT') return answer();
    throw error;
  };
}
