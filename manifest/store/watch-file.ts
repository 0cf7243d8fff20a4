import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

export interface WatchOptions {
  /** An editor writes in several steps: wait until it has been quiet for this long. Default 50. */
  quietMs?: number;
  /** How often to look without having been told: network drives and containers lose events. Default 2,000. */
  pollMs?: number;
}

/** Calls `onChange` after the file was written, replaced by a rename, deleted or put back. Returns the way to stop. */
export function watchFile(file: string, onChange: () => void, { quietMs = 50, pollMs = 2_000 }: WatchOptions = {}): () => void {
  let quiet: NodeJS.Timeout | undefined;
  let seen: string | undefined;
  let stopped = false;

  const soon = () => {
    clearTimeout(quiet);
    quiet = setTimeout(async () => {
      seen = await fingerprint(file);
      if (!stopped) onChange();
    }, quietMs);
  };

  // The directory, not the file: editors put a new file in its place, and a watch on the file follows the old one.
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(dirname(file), { persistent: false }, (_, name) => {
      if (name === null || name === basename(file)) soon();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // No events here; the poll below is enough.
  }
  const poll = setInterval(async () => {
    const now = await fingerprint(file);
    if (seen !== undefined && now !== seen && !stopped) soon();
    seen = now;
  }, pollMs);
  poll.unref();
  fingerprint(file).then((first) => {
    seen ??= first;
  });

  return () => {
    stopped = true;
    clearTimeout(quiet);
    clearInterval(poll);
    watcher?.close();
  };
}

/** Changes whenever the file does; also when it appears or goes. */
async function fingerprint(file: string): Promise<string> {
  return stat(file, { bigint: true }).then(
    ({ ino, size, mtimeNs }) => `${ino} ${size} ${mtimeNs}`,
    () => 'absent',
  );
}
