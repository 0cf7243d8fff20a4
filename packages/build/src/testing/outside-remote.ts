import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const source = join(import.meta.dirname, '../fixtures/remote');
const build = join(import.meta.dirname, '../..');
const dependencies = ['@business-m/sdk', '@business-m/ui', '@tanstack/react-query', 'react'];
const devDependencies = ['@business-m/build', 'vite'];

/** A remote as a repository of its own has it: the package names what it needs, and only that is in its node_modules. */
export function makeOutsideRemote(folder: string): void {
  cpSync(source, folder, { recursive: true });
  const ranges = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '*']));
  const description = { name: 'fixture-remote', version: '1.2.3', private: true, type: 'module' };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ ...description, dependencies: ranges(dependencies), devDependencies: ranges(devDependencies) }),
  );
  for (const name of [...dependencies, ...devDependencies]) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(name === '@business-m/build' ? build : realpathSync(join(build, 'node_modules', name)), link);
  }
}

/** Without NODE_PATH, by which a workspace's own commands find every package there is. */
export const outsideEnv = { PATH: process.env.PATH, HOME: process.env.HOME };

/** Builds the remote into its `dist`. A process of its own: the federation plugin keeps state between builds. */
export async function buildOutsideRemote(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], {
    cwd: folder,
    env: { ...outsideEnv, NODE_ENV: 'production' },
  });
}
