import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProcess } from '@business-m/files';

/**
 * Preloaded (`node --import`) into a process that was started beside a running desk: when that desk ends, for whatever reason, this process stops
 * as by SIGTERM.
 */
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
