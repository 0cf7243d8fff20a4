import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProcess } from '@business-m/files';

/** Preloaded (`node --import`) into a process beside a running desk: stops it as by SIGTERM when that desk ends. */
const POLL_MS = 1_000;

const lock = join(process.env.DESK_DATA ?? '.data', 'desk.lock');
const holder = readHolder();
setInterval(() => {
  if (holder && !isProcess(holder)) process.kill(process.pid, 'SIGTERM');
}, POLL_MS).unref();

function readHolder(): { pid: number; birth: string | null } | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8'));
  } catch {
    return null;
  }
}
