import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PublishRefusal } from './publish-refusal.ts';

/** After this a lock without a process in it is nobody's. */
const UNNAMED_MS = 2_000;

export interface LockOptions {
  /** Default 10,000. */
  waitMs?: number;
  /** Default 50. */
  pollMs?: number;
}

/** Runs `work` while no other process of this machine does under the same folder. A lock whose process died is taken over. */
export async function withFolderLock<T>(
  folder: string,
  work: () => Promise<T>,
  { waitMs = 10_000, pollMs = 50 }: LockOptions = {},
): Promise<T> {
  const file = join(folder, '.lock');
  const mine = `${process.pid} ${randomUUID()}`;
  const deadline = Date.now() + waitMs;
  while (!(await take(file, mine))) {
    await dropIfAbandoned(file);
    if (Date.now() > deadline) throw new PublishRefusal(`${file} is held by another publication: wait for it to end, or delete the file`);
    await delay(pollMs);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
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

async function dropIfAbandoned(file: string): Promise<void> {
  const holder = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(holder, 10);
  if (Number.isInteger(pid) ? isAlive(pid) : !(await isOld(file))) return;
  // Only the lock that was looked at: another waiter may have replaced it in between.
  if ((await readFile(file, 'utf8').catch(() => '')) === holder) await rm(file, { force: true });
}

/** Its holder was killed between creating and writing it; a moment ago it may be about to write. */
async function isOld(file: string): Promise<boolean> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > UNNAMED_MS,
    () => false,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
