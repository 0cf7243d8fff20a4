import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import type { Desk } from '../desk.ts';
import { DeskFailure } from '../desk-failure.ts';
import { root } from './root.ts';
import { runProgram } from './run-program.ts';

const BUILD_MS = 5 * 60_000;
const configs = ['ts', 'js', 'mjs', 'mts'].map((kind) => `vite.config.${kind}`);
const isRemote = (folder: string) => configs.some((file) => existsSync(join(folder, file)));

/** The folder of a remote by its path or by its name below `remotes/`. */
export function findRemoteFolder(path: string, typed: string): string {
  const named = join(root, 'remotes', typed);
  for (const folder of [path, ...(/^[a-z0-9-]+$/.test(typed) ? [named] : [])]) if (isRemote(folder)) return folder;
  const why = 'it has no Vite configuration (what another tool has built is published with --no-build)';
  const there = remotesHere()
    .map((name) => `remotes/${name}`)
    .join(', ');
  throw new DeskFailure(`${typed} is no remote: ${why}. There is ${there}.`, { code: 'no-remote' });
}

/** The names of the folders below `remotes/` that hold one. */
export const remotesHere = (): string[] => readdirSync(join(root, 'remotes')).filter((name) => isRemote(join(root, 'remotes', name)));

/** Builds a remote into its `dist`, as `npm start` does; one from elsewhere with the Vite it has installed. */
export async function buildRemote(folder: string, { env, terminal }: Desk): Promise<void> {
  const name = relative(root, folder);
  terminal.say(`build: ${name}`);
  const bin = join(root, 'node_modules/.bin');
  const vite = 'node_modules/vite/bin/vite.js';
  const own = join(folder, vite);
  await runProgram({
    name: `The build of ${name}`,
    command: process.execPath,
    args: [existsSync(own) ? own : join(root, vite), 'build', '--logLevel', 'warn'],
    cwd: folder,
    env: { ...env, NODE_ENV: 'production', PATH: bin + delimiter + (env.PATH ?? '') },
    limitMs: BUILD_MS,
  });
}
