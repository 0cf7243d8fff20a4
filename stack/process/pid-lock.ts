import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isProcess, processBirth } from './process-birth.ts';

const ATTEMPTS_MAX = 3;

export type LockAnswer = { release(): void; holder?: undefined } | { release?: undefined; holder: number };

/** Takes the lock in `file`, or answers the pid of the living process that has it. A lock whose holder died is taken over. */
export function tryLock(file: string): LockAnswer {
  mkdirSync(dirname(file), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, birth: processBirth(process.pid) });
  for (let attempt = 1; ; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === ATTEMPTS_MAX) throw error;
    }
    const holder = readHolder(file);
    if (holder && isProcess(holder)) return { holder: holder.pid };
    rmSync(file, { force: true });
  }
}

function readHolder(file: string): { pid: number; birth: string | null } | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Its process was killed between creating and writing it.
    return null;
  }
}
