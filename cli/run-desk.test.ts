import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { deskHere } from './testing/run-desk.ts';

test.each([
  [['nosuch'], "unknown command 'nosuch'"],
  [['publish'], "missing required argument 'folder'"],
  [['status', '--colour'], "unknown option '--colour'"],
  [['gc', '--keep-days', '0'], "option '--keep-days <days>' argument '0' is invalid. It is a whole number of days, from 1 to 3650."],
  [
    ['gc', 'evil/../x'],
    '“evil/../x” is not the name of a remote: up to 32 lower-case letters, digits and hyphens, of which the first is a letter.',
  ],
])('reports %j as wrong usage, once, and as a document with --json', async (args, detail) => {
  const { code, out, err } = await deskHere(args);
  expect([code, out, err.split(detail).length]).toEqual([2, '', 2]);
  expect(err.startsWith(`desk: ${detail}`)).toBe(true);
  const asked = await deskHere([...args, '--json']);
  expect([asked.code, JSON.parse(asked.out)]).toEqual([2, { error: { code: 'usage', detail } }]);
});

test('exits with 0 for help and version', async () => {
  for (const args of [['--help'], ['help', 'publish'], ['publish', '--help', '--json'], ['--version']])
    expect([args, (await deskHere(args)).code]).toEqual([args, 0]);
  expect((await deskHere(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('resolves a target folder against the working directory, with and without file:', async () => {
  const folder = await temporaryFolder(onTestFinished);
  await writeRemoteDist(join(folder, 'dist'));
  for (const to of ['one', 'file:two']) await deskHere(['publish', 'dist', '--no-build', '--no-gate', '--to', to], { DESK_CWD: folder });
  expect((await readdir(folder)).sort()).toEqual(['dist', 'one', 'two']);
});
