import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { orIfAbsent, removeFile } from '@business-m/files';

/** No writer takes this long. */
const OLD_MS = 3_600_000;

/** Removes files that killed writers left in the history. `isWaited`: whether a revision still needs this `.next` file. */
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
