import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBusinessWords } from './business-words.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'desk-words-'));
  for (const folder of ['shell/src/layout', 'gateway/src']) mkdirSync(join(root, folder), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a business word in the shell or the gateway is named with its line', () => {
  writeFileSync(join(root, 'shell/src/layout/rail.tsx'), "export const home = '/';\nexport const first = '/Finance';\n");
  writeFileSync(join(root, 'gateway/src/main.ts'), 'export const upstream = process.env.WMS_ORIGIN;\n');
  expect(findBusinessWords(root)).toEqual([
    "shell/src/layout/rail.tsx:2: export const first = '/Finance';",
    'gateway/src/main.ts:1: export const upstream = process.env.WMS_ORIGIN;',
  ]);
});

test('tests may speak of any business', () => {
  writeFileSync(join(root, 'shell/src/layout/rail.test.tsx'), "test('shows the warehouse', () => {});\n");
  expect(findBusinessWords(root)).toEqual([]);
});

test('a missing folder is an error, not a pass', () => {
  rmSync(join(root, 'gateway'), { recursive: true });
  expect(() => findBusinessWords(root)).toThrow('does not exist');
});
