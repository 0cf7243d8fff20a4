import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PublishRefusal } from '../../publish-refusal.ts';

/** After this a lock without a process in it is nobody's. */
const UNNAMED_MS = 2_000;
/** So many may die one after the other while they take over one lock. */
const RIGHTS_MAX = 100;

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

/** True: the lock was a dead process's, and is gone. */
async function dropIfAbandoned(file: string): Promise<boolean> {
  const found = await look(file);
  if (!found || (found.pid === null ? Date.now() - found.changedMs < UNNAMED_MS : isAlive(found.pid))) return false;
  return removeDead(file, found.identity);
}

/**
 * Deletes a lock that was found dead, and no other: of those who found it one at a time has the right to, and looks again. Otherwise a slow
 * one would delete the lock of who was quicker.
 */
async function removeDead(file: string, identity: string): Promise<boolean> {
  const rights: string[] = [];
  for (let attempt = 1; attempt <= RIGHTS_MAX; attempt += 1) {
    const right = `${file}-${identity}-${attempt}`;
    rights.push(right);
    if (await take(right, String(process.pid))) {
      const still = (await look(file))?.identity === identity;
      if (still) await rm(file, { force: true });
      for (const each of rights) await rm(each, { force: true });
      return still;
    }
    const holder = await look(right);
    // Who had the right has died, too, and left it: the next one is up. Otherwise they are at it.
    if (!holder || (holder.pid === null ? Date.now() - holder.changedMs < UNNAMED_MS : isAlive(holder.pid))) return false;
  }
  return false;
}

/** Whose a file is, and which: another one of the same name has another identity. */
async function look(file: string): Promise<{ pid: number | null; identity: string; changedMs: number } | null> {
  try {
    const { ino, mtimeNs, mtimeMs } = await stat(file, { bigint: true });
    const pid = Number.parseInt(await readFile(file, 'utf8'), 10);
    return { pid: Number.isInteger(pid) ? pid : null, identity: `${ino.toString(36)}-${mtimeNs.toString(36)}`, changedMs: Number(mtimeMs) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
