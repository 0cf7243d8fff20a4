import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the workspace, with a slash at its end. */
export const root = join(import.meta.dirname, '../');

export type App = {
  name: string;
  folder: string;
  /** Where the build goes, below the folder. */
  dist: string;
  /** The build's own description of itself, there. */
  manifest: 'shell.json' | 'remote.json';
  /** Vite's mode when it is not production. */
  mode?: string;
};

/** What is built: the shell, twice, and every remote. */
export function listApps(root: string): App[] {
  const remotes = readdirSync(join(root, 'remotes'))
    // What `desk new` copies is nobody's remote.
    .filter((name) => name !== 'template' && existsSync(join(root, 'remotes', name, 'vite.config.ts')));
  return [
    { name: 'shell', folder: 'shell', dist: 'dist', manifest: 'shell.json' },
    // With every other build, not when `desk dev` first asks: that may run on another machine than the desk whose page it changes.
    { name: 'shell-dev', folder: 'shell', dist: 'dist-dev', manifest: 'shell.json', mode: 'override' },
    ...remotes.map((name): App => ({ name, folder: `remotes/${name}`, dist: 'dist', manifest: 'remote.json' })),
  ];
}
