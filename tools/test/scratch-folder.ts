import { accessSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** Several times what a run of everything held at once. */
const ROOM_BYTES = 2 * 2 ** 30;
const NAME = 'desk-test-';

/**
 * A folder for everything that tests write, in memory where there is room: on a disk, half of what a test's database costs is making and removing
 * its files. `remove` empties it, also of what a step left behind. What a killed run left is removed by the next one.
 */
export function makeScratchFolder(): { folder: string; remove(): void } {
  const parent = hasRoom(MEMORY) ? MEMORY : tmpdir();
  removeLeftovers(parent);
  const folder = mkdtempSync(join(parent, `${NAME}${process.pid}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Whether programs may run there, and neither it nor the memory gets scarce. */
function hasRoom(folder: string): boolean {
  try {
    accessSync(folder);
    const { bavail, bsize } = statfsSync(folder);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === folder);
    return bavail * bsize > ROOM_BYTES && freemem() > 2 * ROOM_BYTES && mount !== undefined && !/\bnoexec\b/.test(mount);
  } catch {
    return false;
  }
}

export function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(NAME) ? Number(name.slice(NAME.length).split('-')[0]) : 0;
    if (pid > 0 && !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
