import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

let root = '';
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'desk-fingerprint-'));
  write('app/src/main.ts', 'one');
  write('lock.yaml', 'versions');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const take = () => fingerprint(root, ['app', 'lock.yaml', 'absent']);

test.each([
  ['a changed source', () => write('app/src/main.ts', 'two')],
  ['a new source', () => write('app/src/more.ts', '')],
  ['a renamed source', () => renameSync(join(root, 'app/src/main.ts'), join(root, 'app/src/start.ts'))],
  ['a changed single file', () => write('lock.yaml', 'other versions')],
])('%s changes it', (_, change) => {
  const before = take();
  change();
  expect(take()).not.toBe(before);
});

test.each([
  ['a test', () => write('app/src/main.test.ts', 'expect')],
  ['build output', () => write('app/dist/main.js', 'one')],
  ['an installed package', () => write('app/node_modules/x/index.js', 'x')],
])('%s does not change it', (_, change) => {
  const before = take();
  change();
  expect(take()).toBe(before);
});
