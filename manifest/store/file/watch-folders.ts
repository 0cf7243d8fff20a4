import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface WatchFoldersOptions {
  /** A change counts once it has been quiet for this long. Default 50. */
  quietMs?: number;
  /** How often to look without having been told: network drives and containers lose events. Default 2,000. */
  pollMs?: number;
}

/** Calls `onChange` after something in one of the folders may have changed. Returns the way to stop. */
export function watchFolders(
  folders: readonly string[],
  onChange: () => void,
  { quietMs = 50, pollMs = 2_000 }: WatchFoldersOptions = {},
): () => void {
  let quiet: NodeJS.Timeout | undefined;
  const soon = () => {
    quiet ??= setTimeout(() => {
      quiet = undefined;
      onChange();
    }, quietMs);
  };
  const watchers: FSWatcher[] = [];
  for (const folder of folders) {
    try {
      const watcher = watch(folder, { persistent: false }, soon);
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // No events here; the poll below is enough.
    }
  }
  const poll = setInterval(onChange, pollMs);
  poll.unref();
  return () => {
    clearTimeout(quiet);
    clearInterval(poll);
    for (const watcher of watchers) watcher.close();
  };
}

/** Calls `onChange` after the file was written, replaced by a rename, deleted or put back. Returns the way to stop. */
export function watchFile(file: string, onChange: () => void, options?: WatchFoldersOptions): () => void {
  const fingerprint = () =>
    stat(file, { bigint: true }).then(
      ({ ino, size, mtimeNs }) => `${ino} ${size} ${mtimeNs}`,
      () => 'absent',
    );
  let seen = fingerprint();
  // The folder, not the file: editors put a new file in its place, and a watch on the file follows the old one.
  return watchFolders(
    [dirname(file)],
    async () => {
      const [before, now] = [seen, fingerprint()];
      seen = now;
      if ((await before) !== (await now)) onChange();
    },
    options,
  );
}
