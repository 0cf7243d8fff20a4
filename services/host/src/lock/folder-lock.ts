import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { type Holder, holderSchema, isRunning, thisProcess } from './holder.ts';

const HEARTBEAT_MS = 5_000;
/** A holder on another machine (another container on the same volume) is believed gone after this silence. */
const SILENCE_MS = 30_000;
const MAX_ATTEMPTS = 20;

export interface FolderLock {
  release(): void;
}

/** Somebody else works on the folder. */
export class FolderTaken extends CannotStart {
  readonly code = 'folder-taken';
  readonly pid: number;

  constructor(folder: string, { pid, host }: Holder) {
    const where = isRunning({ pid, host, startedAt: '', released: false }) === null ? ` on ${host}` : '';
    super(`${folder} is in use by process ${pid}${where}. Stop it first, or set DESK_DATA to another folder.`);
    this.name = 'FolderTaken';
    this.pid = pid;
  }
}

/**
 * Takes `folder` for this process, or throws `FolderTaken`. PGlite has no guard of its own: two processes in one folder lose rows.
 *
 * The lock is the file with the highest number in `locks`. It is created complete and only if it does not exist (a hard link), and is
 * never removed by anyone but the owner of a higher one, so of several processes that find a dead holder exactly one succeeds it.
 */
export function lockFolder(folder: string, locks = `${folder}.lock`): FolderLock {
  mkdirSync(locks, { recursive: true });
  const me = thisProcess();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const highest = numbersIn(locks).at(-1) ?? 0;
    if (highest > 0) refuseIfHeld(folder, locks, highest);
    const mine = highest + 1;
    if (!claim(locks, mine, me)) continue;
    const numbers = numbersIn(locks);
    if (numbers.at(-1) !== mine) {
      // A slow look at the folder: the number was taken, succeeded and cleaned up in between.
      rmSync(fileOf(locks, mine), { force: true });
      continue;
    }
    for (const number of numbers) if (number < mine) rmSync(fileOf(locks, number), { force: true });
    return hold(fileOf(locks, mine), me);
  }
  throw new Error(`${locks} changes too fast to take the lock`);
}

function refuseIfHeld(folder: string, locks: string, number: number): void {
  const file = fileOf(locks, number);
  const holder = readHolder(file);
  if (!holder || holder.released) return;
  const running = isRunning(holder);
  if (running === false) return;
  if (running === null && Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > SILENCE_MS) return;
  throw new FolderTaken(folder, holder);
}

function claim(locks: string, number: number, me: Holder): boolean {
  const draft = join(locks, `draft-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(me));
  try {
    linkSync(draft, fileOf(locks, number));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function hold(file: string, me: Holder): FolderLock {
  const heartbeat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Taken away by hand: the database is open all the same, and there is nobody to tell.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    release() {
      clearInterval(heartbeat);
      const draft = `${file}.released`;
      writeFileSync(draft, JSON.stringify({ ...me, released: true }));
      renameSync(draft, file);
    },
  };
}

function numbersIn(locks: string): number[] {
  return readdirSync(locks)
    .filter((name) => /^\d{1,9}$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

function fileOf(locks: string, number: number): string {
  return join(locks, String(number));
}

/** null when it was removed meanwhile (its successor will be found) or is no lock. */
function readHolder(file: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
