import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '../start/settings.ts';

/** The folder of a remote, given by its name below `remotes/` or as a path. */
export function findRemote(given: string, root: string): string {
  const named = join(root, 'remotes', given);
  for (const folder of [...(/^[a-z0-9-]+$/.test(given) ? [named] : []), resolve(given)]) {
    if (existsSync(join(folder, 'vite.config.ts'))) return folder;
  }
  const known = readdirSync(join(root, 'remotes')).filter((name) => existsSync(join(root, 'remotes', name, 'vite.config.ts')));
  throw new Refusal(
    `There is no remote "${given}": neither remotes/${given} nor the path ${resolve(given)} has a vite.config.ts. There is ${known.join(', ')}.`,
  );
}
