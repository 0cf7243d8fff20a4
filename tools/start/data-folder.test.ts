import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeDataFolder } from './data-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function addDatabase() {
  mkdirSync(join(folder, 'db'));
  writeFileSync(join(folder, 'db', 'page'), 'rows');
}

test('data survives, unless it is asked to start over', () => {
  takeDataFolder(folder, { fresh: false }).release();
  addDatabase();
  takeDataFolder(folder, { fresh: false }).release();
  expect(existsSync(join(folder, 'db', 'page'))).toBe(true);
  takeDataFolder(folder, { fresh: true }).release();
  expect(readdirSync(folder)).toEqual(['.business-m-desk']);
});

test('a folder with other files is refused and left alone', () => {
  writeFileSync(join(folder, 'thesis.txt'), 'years of work');
  expect(() => takeDataFolder(folder, { fresh: true })).toThrow(/holds files that are not the desk’s: set DESK_DATA/);
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
});

test('a second desk on the same folder is refused until the first is gone', () => {
  const first = takeDataFolder(folder, { fresh: false });
  addDatabase();
  expect(() => takeDataFolder(folder, { fresh: true })).toThrow(`already runs on ${folder} (process ${process.pid})`);
  expect(existsSync(join(folder, 'db', 'page'))).toBe(true);
  first.release();
  takeDataFolder(folder, { fresh: false }).release();
});

test('the lock of a process that died is taken over', () => {
  writeFileSync(join(folder, 'desk.lock'), JSON.stringify({ pid: process.pid, birth: 'another boot' }));
  if (process.platform === 'linux') takeDataFolder(folder, { fresh: false }).release();
  writeFileSync(join(folder, 'desk.lock'), '{"pid": 99');
  takeDataFolder(folder, { fresh: false }).release();
});
