import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The segments of a URL's path, decoded, or null where one could lead elsewhere or to what is not meant to be seen. */
export function decodePath(pathname: string): string[] | null {
  const segments: string[] = [];
  for (const raw of pathname.split('/').slice(1)) {
    const segment = decode(raw);
    // A leading dot: `.`, `..`, locks, and releases that are still being written.
    if (!segment || segment.startsWith('.') || /[/\\\0]/.test(segment)) return null;
    segments.push(segment);
  }
  return segments;
}

/** A plain file below `root`, which is a real path. Links that lead out of it are not followed. Other bytes have another `tag`. */
export async function findFile(root: string, segments: readonly string[]) {
  try {
    const path = await realpath(join(root, ...segments));
    if (!path.startsWith(root + sep)) return null;
    const found = await stat(path, { bigint: true });
    if (!found.isFile()) return null;
    // A file is always replaced by a rename, so its inode changes with its bytes.
    return { path, sizeBytes: Number(found.size), tag: [found.ino, found.mtimeNs, found.size].map((part) => part.toString(36)).join('-') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null;
    throw error;
  }
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
