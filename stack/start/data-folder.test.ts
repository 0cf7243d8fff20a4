import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noteMode, takeDataFolder } from './data-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function addDatabase() {
  mkdirSync(join(folder, 'db'));
  writeFileSync(join(folder, 'db', 'page'), 'rows');
}

test('keeps data, unless the start is a fresh one', () => {
  takeDataFolder(folder, { fresh: false }).release();
  addDatabase();
  takeDataFolder(folder, { fresh: false }).release();
  expect(existsSync(join(folder, 'db', 'page'))).toBe(true);
  takeDataFolder(folder, { fresh: true }).release();
  expect(readdirSync(folder)).toEqual(['.business-m-desk']);
});

test('refuses a folder with other files and changes nothing in it', () => {
  writeFileSync(join(folder, 'thesis.txt'), 'years of work');
  expect(() => takeDataFolder(folder, { fresh: true })).toThrow(/holds files that are not the desk’s: set DESK_DATA/);
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
});

test('empties no folder that only looks like the desk’s, and deletes no foreign file in the desk’s', () => {
  mkdirSync(join(folder, 'log'));
  addDatabase();
  expect(() => takeDataFolder(folder, { fresh: true })).toThrow(/may not be the desk’s/);
  expect(readdirSync(folder)).toEqual(['db', 'log']);

  takeDataFolder(folder, { fresh: false }).release();
  writeFileSync(join(folder, 'thesis.txt'), 'years of work');
  takeDataFolder(folder, { fresh: true }).release();
  expect(readdirSync(folder).sort()).toEqual(['.business-m-desk', 'thesis.txt']);
});

test('takes over a folder that a gateway by itself has written to', () => {
  for (const name of ['compressed', 'log']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'users.json'), '[]');
  takeDataFolder(folder, { fresh: false }).release();
});

test('refuses in a sentence a place where no folder can be', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const system = process.platform === 'linux' ? ['/proc/desk'] : [];
  for (const place of [file, join(file, 'below'), ...system]) {
    expect(() => takeDataFolder(place, { fresh: false })).toThrow(`The desk cannot keep its data in ${place} (E`);
  }
});

test('refuses a second desk on the same folder until the first is gone', () => {
  const first = takeDataFolder(folder, { fresh: false });
  addDatabase();
  expect(() => takeDataFolder(folder, { fresh: true })).toThrow(`already runs on ${folder} (process ${process.pid})`);
  expect(existsSync(join(folder, 'db', 'page'))).toBe(true);
  first.release();
  takeDataFolder(folder, { fresh: false }).release();
});

test('takes over the lock of a process that died', () => {
  writeFileSync(join(folder, 'desk.lock'), JSON.stringify({ pid: process.pid, birth: 'another boot' }));
  if (process.platform === 'linux') takeDataFolder(folder, { fresh: false }).release();
  writeFileSync(join(folder, 'desk.lock'), '{"pid": 99');
  takeDataFolder(folder, { fresh: false }).release();
});

test('keeps the gateway’s copy of a manifest for the same mode, and deletes it for another one', () => {
  const copy = join(folder, 'manifest-last-good.json');
  expect(noteMode(folder, 'indie')).toBe(null);
  writeFileSync(copy, '{}');
  expect(noteMode(folder, 'indie')).toBe('indie');
  expect(existsSync(copy)).toBe(true);
  expect(noteMode(folder, 'enterprise')).toBe('indie');
  expect(existsSync(copy)).toBe(false);
});
