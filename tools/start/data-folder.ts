import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock } from '../process/pid-lock.ts';
import { Refusal } from './settings.ts';

/** Stands in a folder that the desk made or took over; only such a folder is ever emptied. */
const MARKER = '.business-m-desk';
const LOCK = 'desk.lock';
const ours = new Set([MARKER, LOCK, 'db', 'db.lock', 'cdn', 'log', 'users.json', 'secrets.json', 'manifest-last-good.json']);

/**
 * Takes the data folder for this process until `release`, and empties it first when asked.
 *
 * Refuses a folder with somebody else's files in it, and one that another desk is using.
 */
export function takeDataFolder(folder: string, { fresh }: { fresh: boolean }): { release(): void } {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(folder);
  if (!names.includes(MARKER) && !names.every((name) => ours.has(name))) {
    throw new Refusal(`${folder} holds files that are not the desk’s: set DESK_DATA to a folder of its own.`);
  }
  const lock = tryLock(join(folder, LOCK));
  if (lock.holder !== undefined) {
    throw new Refusal(`The desk already runs on ${folder} (process ${lock.holder}): stop it first, or set DESK_DATA to another folder.`);
  }
  writeFileSync(join(folder, MARKER), 'Data of Business M Desk. `npm start -- --fresh` empties this folder.\n');
  if (fresh) {
    for (const name of names.filter((each) => each !== LOCK && each !== MARKER))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
  return lock;
}
