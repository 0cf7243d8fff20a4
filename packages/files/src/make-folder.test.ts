import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

test('makes a folder and those above it, with a mode, and takes one that is there', () => {
  const deep = join(folder, 'a/b/c');
  makeFolder(deep, 0o700);
  makeFolder(deep);
  expect([readdirSync(join(folder, 'a')), statSync(deep).mode & 0o777]).toEqual([['b'], 0o700]);
});

test('refuses where a file is, a link leads nowhere, or the system allows no folder', () => {
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(join(folder, 'gone'), join(folder, 'link'));
  expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST');
  expect(() => makeFolder(join(folder, 'file/below'))).toThrow('ENOTDIR');
  expect(() => makeFolder(join(folder, 'link'))).toThrow('ENOENT');
  if (process.platform === 'linux') expect(() => makeFolder('/proc/desk/data')).toThrow('ENOENT');
});
