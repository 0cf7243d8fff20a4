import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskMode } from './settings.ts';

/**
 * Notes the mode in the data folder. What the gateway kept of another mode's manifest is deleted: with the CDN away at the start it would send
 * everybody to processes that do not run.
 *
 * @returns the mode of the run before; null on the first one.
 */
export function noteMode(data: string, mode: DeskMode): DeskMode | null {
  const file = join(data, 'mode');
  const before = readLastMode(data);
  if (before === mode) return before;
  rmSync(join(data, 'manifest-last-good.json'), { force: true });
  writeFileSync(file, `${mode}\n`);
  return before;
}

/** The mode of the last start; null when there was none. */
export function readLastMode(data: string): DeskMode | null {
  try {
    return readFileSync(join(data, 'mode'), 'utf8').trim() as DeskMode;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
