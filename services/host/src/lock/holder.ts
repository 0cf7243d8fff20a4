import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** Who holds a lock. A pid alone is not enough: after a crash another process may have got the same one. */
export const holderSchema = z.object({
  pid: z.number().int(),
  /** As the system tells it for the pid: text that only equals itself. */
  startedAt: z.string(),
  host: z.string(),
  released: z.boolean(),
});
export type Holder = z.infer<typeof holderSchema>;

export function thisProcess(): Holder {
  return { pid: process.pid, startedAt: startOf(process.pid) ?? 'unknown', host: hostname(), released: false };
}

/** Whether `holder` is still running, as far as this machine can tell; null when it is on another one. */
export function isRunning(holder: Holder): boolean | null {
  if (holder.host !== hostname()) return null;
  return startOf(holder.pid) === holder.startedAt;
}

/** When the process with this pid started: from /proc (clock ticks since boot, with the boot's id), or from ps where there is none. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return process.platform === 'linux' ? null : startFromPs(pid);
  }
}

function startFromPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 2000 }).trim() || null;
  } catch {
    return null;
  }
}
