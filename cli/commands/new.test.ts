import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { deskHere } from '../testing/run-desk.ts';
import { root } from '../workspace/root.ts';

const left = new Set(['node_modules', '.git', '.data', 'dist', 'dist-dev', 'test-results', 'screens']);

async function run(cwd: string, command: string, ...args: string[]): Promise<{ code: number; out: string }> {
  const child = spawn(command, args, { cwd, env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

test('creates a remote that links offline, passes its checks and tests, builds and is published', async () => {
  const workspace = await temporaryFolder(onTestFinished);
  cpSync(root, workspace, { recursive: true, verbatimSymlinks: true, filter: (path) => !left.has(basename(path)) });
  const pnpm = join(root, 'node_modules/.bin/pnpm');
  expect(await run(workspace, pnpm, 'install', '--offline', '--frozen-lockfile')).toMatchObject({ code: 0 });
  const desk = (...args: string[]) => run(workspace, process.execPath, join(workspace, 'cli/main.ts'), ...args);

  const begun = await desk('new', 'order-desk', '--title', 'Orders');
  expect(begun).toMatchObject({ code: 0, out: expect.stringContaining('✓ remotes/order-desk is ready.') });
  const folder = join(workspace, 'remotes/order-desk');
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.includes('node_modules')) continue;
    const file = join(entry.parentPath, entry.name);
    expect([file, await readFile(file, 'utf8')]).toEqual([expect.not.stringMatching(/template/i), expect.not.stringMatching(/template/i)]);
  }
  expect(await desk('new', 'order-desk')).toEqual({ code: 1, out: 'desk: The name order-desk is taken: there is remotes/order-desk.\n' });

  const bin = join(workspace, 'node_modules/.bin');
  expect(
    await run(workspace, join(bin, 'biome'), 'check', '--error-on-warnings', '--vcs-enabled=false', 'remotes/order-desk'),
  ).toMatchObject({ code: 0 });
  expect(await run(workspace, join(bin, 'vitest'), 'run', '--project', 'unit', 'remotes/order-desk')).toMatchObject({ code: 0 });
  const published = await desk('publish', 'order-desk', '--no-gate', '--to', join(workspace, 'cdn'));
  expect(published).toMatchObject({ code: 0, out: expect.stringContaining('npx desk release order-desk@0.1.0') });
  expect(existsSync(join(workspace, 'cdn/order-desk/releases.json'))).toBe(true);
}, 900_000);

test.each([
  ['People', 2, /a scope is lower-case letters/],
  ['api', 2, /reserved for paths of the gateway/],
  ['finance', 1, /is taken: there is remotes\/finance/],
  ['template', 1, /is taken/],
  ['../x', 2, /cannot be the name of a remote/],
])('refuses %s as the name of a remote', async (name, code, sentence) => {
  expect(await deskHere(['new', name])).toEqual({ code, out: '', err: expect.stringMatching(sentence) });
});

test('refuses a title that is code', async () => {
  for (const title of ['<b>', "it's", '', '{x}', 'x'.repeat(41)])
    expect(await deskHere(['new', 'people', '--title', title])).toMatchObject({ code: 2, err: expect.stringMatching(/cannot be a title/) });
});
