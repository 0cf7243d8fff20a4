import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { orIfAbsent, removeFile } from '@business-m/files';

/** Nobody is still writing what is older. */
const OLD_MS = 3_600_000;

/** What writers that were killed have left lying in the history; `isWaited` says of a `.next` file whether a revision still waits for it. */
export async function removeOrphans(history: string, isWaited: (fileName: string) => Promise<boolean>): Promise<void> {
  const names = await readdir(history).catch(orIfAbsent(() => []));
  for (const name of names.filter((each) => /\.(?:tmp|next)$/.test(each))) {
    const file = join(history, name);
    const modifiedMs = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      orIfAbsent(() => Number.POSITIVE_INFINITY),
    );
    if (Date.now() - modifiedMs > OLD_MS && !(name.endsWith('.next') && (await isWaited(name).catch(() => true)))) await removeFile(file);
  }
}
