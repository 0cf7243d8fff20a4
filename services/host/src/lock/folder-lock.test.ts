import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';
import { type Holder, thisProcess } from './holder.ts';

const root = mkdtempSync(join(tmpdir(), 'folder-lock-'));
let folder: string;
let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(root, `db-${count}`);
});
afterAll(() => rmSync(root, { recursive: true }));

function heldBy(holder: Partial<Holder>, heartbeat = new Date()): void {
  const file = join(`${folder}.lock`, '7');
  mkdirSync(`${folder}.lock`);
  writeFileSync(file, JSON.stringify({ ...thisProcess(), ...holder }));
  utimesSync(file, heartbeat, heartbeat);
}
const locks = () => readdirSync(`${folder}.lock`);

test('a second holder is refused, naming the first; after a release it is not', () => {
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(`${folder} is in use by process ${process.pid}. Stop it first`);
  lock.release();
  lockFolder(folder).release();
  expect(locks()).toEqual(['2']);
});

test('a process that is gone is succeeded', () => {
  heldBy({ pid: 2 ** 22 + 1 });
  lockFolder(folder).release();
  expect(locks()).toEqual(['8']);
});

test('another process that got the pid of the dead one holds nothing', () => {
  heldBy({ pid: process.ppid, startedAt: 'another time' });
  expect(() => lockFolder(folder)).not.toThrow();
});

test('a holder on another machine is believed while its heart beats', () => {
  heldBy({ host: `not-${hostname()}`, pid: 1 });
  expect(() => lockFolder(folder)).toThrow(`in use by process 1 on not-${hostname()}`);
});

test('and believed gone after a silence', () => {
  heldBy({ host: `not-${hostname()}`, pid: 1 }, new Date(Date.now() - 31_000));
  expect(() => lockFolder(folder)).not.toThrow();
});

test('a file that is no lock does not keep anybody out', () => {
  mkdirSync(`${folder}.lock`);
  writeFileSync(join(`${folder}.lock`, '3'), '');
  expect(() => lockFolder(folder)).not.toThrow();
});

test('of several processes that find a dead holder exactly one succeeds it', async () => {
  heldBy({ pid: 2 ** 22 + 1 });
  const module = fileURLToPath(new URL('./folder-lock.ts', import.meta.url));
  // Each waits for the same moment, and the winner stays until it is told to go.
  const at = Date.now() + 1_500;
  const script = `const { lockFolder } = await import(${JSON.stringify(module)});
    while (Date.now() < ${at});
    try { lockFolder(${JSON.stringify(folder)}); console.log('mine'); await new Promise((go) => setTimeout(go, 1500)); } catch (error) { console.log(error.code); }`;
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  const outcomes = (await Promise.all([run(), run(), run(), run()])).map(({ stdout }) => stdout.trim());
  expect(outcomes.sort()).toEqual(['folder-taken', 'folder-taken', 'folder-taken', 'mine']);
});
