import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PublishRefusal } from '../../publish-refusal.ts';

/** After this a lock without a process in it is nobody's. */
const UNNAMED_MS = 2_000;

export interface LockOptions {
  /** Default 10,000. */
  waitMs?: number;
  /** Default 50. */
  pollMs?: number;
}

/** Takes the lock of a folder, of which one is held at a time on this machine. A lock whose process died is taken over. Null: not in time. */
export async function lockFolder(
  folder: string,
  { waitMs = 10_000, pollMs = 50 }: LockOptions = {},
): Promise<{ release(): Promise<void> } | null> {
  const file = join(folder, '.lock');
  const mine = `${process.pid} ${randomUUID()}`;
  const deadline = Date.now() + waitMs;
  while (!(await take(file, mine))) {
    if (await dropIfAbandoned(file)) continue;
    if (Date.now() > deadline) return null;
    await delay(pollMs);
  }
  return { release: () => rm(file, { force: true }) };
}

/** Runs `work` under the lock of a folder. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const lock = await lockFolder(folder, options);
  if (!lock) {
    const file = join(folder, '.lock');
    throw new PublishRefusal('busy', `${file} is held by another publication: wait for it to end, or delete the file`);
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function take(file: string, mine: string): Promise<boolean> {
  return writeFile(file, mine, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

async function dropIfAbandoned(file: string): Promise<boolean> {
  const holder = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(holder, 10);
  if (Number.isInteger(pid) ? isAlive(pid) : !(await isOld(file))) return false;
  // Only the lock that was looked at: another waiter may have replaced it in between.
  if ((await readFile(file, 'utf8').catch(() => '')) !== holder) return false;
  await rm(file, { force: true });
  return true;
}

/** Its holder was killed between creating and writing it; a moment ago it may be about to write. */
async function isOld(file: string): Promise<boolean> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > UNNAMED_MS,
    () => false,
  );
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
