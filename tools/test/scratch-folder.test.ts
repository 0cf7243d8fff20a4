import { existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeScratchFolder, removeLeftovers } from './scratch-folder.ts';

test('is made anew, and removed with what is in it', () => {
  const { folder, remove } = makeScratchFolder();
  onTestFinished(remove);
  mkdirSync(join(folder, 'left/behind'), { recursive: true });
  expect(readdirSync(folder)).toEqual(['left']);
  remove();
  expect(existsSync(folder)).toBe(false);
});

test('removes what a killed run left, and nothing else', () => {
  const parent = mkdtempSync(join(tmpdir(), 'desk-'));
  // No process has this id: Linux stops at 2 ** 22.
  const names = ['desk-test-99999999-abc', `desk-test-${process.pid}-abc`, 'desk-test-postgres-abc', 'other'];
  for (const name of names) mkdirSync(join(parent, name, 'data'), { recursive: true });
  removeLeftovers(parent);
  expect(readdirSync(parent).sort()).toEqual(names.slice(1).sort());
});
