import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, tryLock } from '@business-m/files';
import { Refusal } from '../process/failures.ts';
import type { DeskMode } from './settings.ts';

/** Stands in a folder that the desk made or took over; only in such a folder is anything ever deleted. */
const MARKER = '.business-m-desk';
const LOCK = 'desk.lock';
/** What the desk writes there. A start over deletes these and nothing else. */
const ours = new Set([
  ...['db', 'db.new', 'db.lock', 'db.lock.json', 'postgres', 'nats', 'mode'],
  ...['cdn', 'compressed', 'log', 'users.json', 'secrets.json', 'manifest-last-good.json', 'places.json', 'company.json'],
]);

/** Takes the data folder until `release`, emptied when asked. Refuses one with other files, in use by another desk, or not writable. */
export function takeDataFolder(folder: string, options: { fresh: boolean }): { release(): void } {
  try {
    return take(folder, options);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const sentence = `The desk cannot keep its data in ${folder} (${code}): set DESK_DATA to a folder that it may write to.`;
    throw new Refusal(sentence, { cause: error });
  }
}

function take(folder: string, { fresh }: { fresh: boolean }): { release(): void } {
  makeFolder(folder);
  const names = readdirSync(folder).filter((name) => !name.startsWith(LOCK));
  if (!names.includes(MARKER)) {
    if (!names.every((name) => ours.has(name))) {
      throw new Refusal(`${folder} holds files that are not the desk’s: set DESK_DATA to a folder of its own.`);
    }
    // `db` and `log` are names that many programs use.
    if (fresh && names.length > 0) {
      throw new Refusal(`${folder} may not be the desk’s, so it is not emptied: start once without --fresh, or delete it yourself.`);
    }
  }
  const { lock, holder } = tryLock(join(folder, LOCK));
  if (!lock) {
    throw new Refusal(`The desk already runs on ${folder} (process ${holder.pid}): stop it first, or set DESK_DATA to another folder.`);
  }
  writeFileSync(join(folder, MARKER), 'Data of Business M Desk. `npm start -- --fresh` deletes them.\n');
  if (fresh) {
    for (const name of names.filter((each) => ours.has(each))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  return lock;
}

/** Notes the mode and deletes the manifest that the gateway kept of another mode. Answers the mode of the run before; null on the first. */
export function noteMode(data: string, mode: DeskMode): DeskMode | null {
  const before = readLastMode(data);
  if (before === mode) return before;
  rmSync(join(data, 'manifest-last-good.json'), { force: true });
  writeFileSync(join(data, 'mode'), `${mode}\n`);
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
