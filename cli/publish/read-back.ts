import { inParallel } from '@business-m/manifest/store';
import { type PublishFault, PublishRefusal } from './publish-refusal.ts';

const AT_ONCE = 6;

/** Reads every file again, by `read`, and refuses where one is not, to the byte, what was meant to be written. */
export async function readBack(
  address: string,
  files: ReadonlyMap<string, Uint8Array>,
  read: (path: string) => Promise<Uint8Array | null>,
  each: (path: string) => void,
): Promise<void> {
  const faults: PublishFault[] = [];
  await inParallel(files, AT_ONCE, async ([path, bytes]) => {
    const found = await read(path);
    if (!found) faults.push({ code: 'file-missing', path, message: 'it is not there' });
    else if (Buffer.compare(found, bytes) !== 0)
      faults.push({ code: 'file-differs', path, message: `other bytes came back (${found.length} of ${bytes.length})` });
    each(path);
  });
  if (faults.length === 0) return;
  throw new PublishRefusal('exists-with-other-bytes', `${address} does not hold what was published, and the release is not listed:`, {
    faults: faults.sort((a, b) => (a.path < b.path ? -1 : 1)),
  });
}
