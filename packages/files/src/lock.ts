import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeFolder } from './make-folder.ts';
import { isProcess, type ProcessIdentity, processBirth } from './process-identity.ts';

const HEARTBEAT_MS = 5_000;
/** A holder on another machine (another container on the same volume) counts as dead after this silence. */
const SILENCE_MS = 30_000;
const ATTEMPTS_MAX = 20;
/** Processes that may die in succession while they take over one lock. */
const RIGHTS_MAX = 100;

export interface Holder extends ProcessIdentity {
  host: string;
  /** Distinguishes two locks of one process. */
  token: string;
}

export interface Lock {
  release(): void;
}

/** The lock, or the process that holds it; `isHere`: on this machine. */
export type LockAnswer = { lock: Lock; holder: null } | { lock: null; holder: Holder & { isHere: boolean } };

/** Takes the lock in `file` for this process; needs hard links. A dead holder's lock is taken over at once, a slow one's never. */
export function tryLock(file: string): LockAnswer {
  makeFolder(dirname(file));
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const mine = create(file);
    if (mine) {
      sweep(file);
      return { lock: hold(file, mine), holder: null };
    }
    const found = look(file);
    const holder = found && (found.isHeld ? found.holder : removeAbandoned(file, found.identity));
    if (holder) return { lock: null, holder: { ...holder, isHere: holder.host === hostname() } };
  }
  throw new Error(`${file} changes too fast to be taken`);
}

/** The lock, once it is free; or its holder when that is not in time. */
export async function lockWithin(file: string, { waitMs = 10_000, pollMs = 50 } = {}): Promise<LockAnswer> {
  for (const deadline = Date.now() + waitMs; ; ) {
    const answer = tryLock(file);
    if (answer.lock || Date.now() > deadline) return answer;
    await delay(pollMs);
  }
}

function create(file: string): Holder | null {
  const mine = { pid: process.pid, birth: processBirth(process.pid), host: hostname(), token: randomUUID() };
  const draft = `${file}-${mine.token}`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    linkSync(draft, file);
    return mine;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function hold(file: string, { token }: Holder): Lock {
  const heartbeat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Deleted by hand. The work goes on.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    release() {
      clearInterval(heartbeat);
      if (look(file)?.holder?.token === token) rmSync(file, { force: true });
    },
  };
}

/** Deletes this abandoned lock under a right that one process has at a time, or answers the living process that has it. */
function removeAbandoned(file: string, identity: string): Holder | null {
  const rights: string[] = [];
  for (let attempt = 1; attempt <= RIGHTS_MAX; attempt += 1) {
    const right = `${file}-${identity}-${attempt}`;
    if (create(right)) {
      if (look(file)?.identity === identity) rmSync(file, { force: true });
      for (const each of [...rights, right]) rmSync(each, { force: true });
      return null;
    }
    const found = look(right);
    if (!found) return null;
    if (found.isHeld) return found.holder;
    // The holder of this right has died: try the next one.
    rights.push(right);
  }
  return null;
}

/** Removes what dead processes left while they took this lock. */
function sweep(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(`${basename(file)}-`)) continue;
    const path = join(dirname(file), name);
    const found = look(path);
    // A draft cannot be read while it is written.
    if (found && !found.isHeld && (found.holder || found.isOld)) rmSync(path, { force: true });
  }
}

/** A lock's file. `identity` differs for a later file of the same name, also when it has the number and the time of the one before. */
function look(file: string): { holder: Holder | null; isHeld: boolean; isOld: boolean; identity: string } | null {
  try {
    const { ino, mtimeNs, mtimeMs } = statSync(file, { bigint: true });
    const text = readFileSync(file, 'utf8');
    const holder = parseHolder(text);
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
    const isOld = Date.now() - Number(mtimeMs) > SILENCE_MS;
    const isHeld = holder !== null && (holder.host === hostname() ? isProcess(holder) : !isOld);
    return { holder, isHeld, isOld, identity: `${ino.toString(36)}-${mtimeNs.toString(36)}-${digest}` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Null for a file that is no lock: locks are created complete. */
function parseHolder(text: string): Holder | null {
  try {
    const { pid, birth = null, host, token } = JSON.parse(text);
    return Number.isInteger(pid) && typeof host === 'string' ? { pid, birth, host, token } : null;
  } catch {
    return null;
  }
}
