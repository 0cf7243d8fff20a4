import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import type { Desk } from '../desk.ts';
import { DeskFailure } from '../desk-failure.ts';
import { root } from './root.ts';
import { runProgram } from './run-program.ts';

const BUILD_MS = 5 * 60_000;

/** The folder of a remote by its path or by its name below `remotes/`. */
export function findRemoteFolder(path: string, typed: string): string {
  const named = join(root, 'remotes', typed);
  for (const folder of [path, ...(/^[a-z0-9-]+$/.test(typed) ? [named] : [])])
    if (existsSync(join(folder, 'vite.config.ts'))) return folder;
  const known = readdirSync(join(root, 'remotes')).filter((name) => existsSync(join(root, 'remotes', name, 'vite.config.ts')));
  throw new DeskFailure(`${typed} is no remote: it has no vite.config.ts. There is ${known.map((name) => `remotes/${name}`).join(', ')}.`, {
    code: 'no-remote',
  });
}

/** Builds a remote into its `dist`, as `npm start` does. */
export async function buildRemote(folder: string, { env, terminal }: Desk): Promise<void> {
  const name = relative(root, folder);
  terminal.say(`build: ${name}`);
  const bin = join(root, 'node_modules/.bin');
  await runProgram({
    name: `The build of ${name}`,
    command: process.execPath,
    args: [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    cwd: folder,
    env: { ...env, NODE_ENV: 'production', PATH: bin + delimiter + (env.PATH ?? '') },
    limitMs: BUILD_MS,
  });
}
