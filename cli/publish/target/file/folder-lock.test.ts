import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { withScopeLock } from './file-publication.ts';

test('gives the lock of a dead process to many waiting callers one by one', async () => {
  const folder = await temporaryFolder(onTestFinished);
  let inside = 0;
  const seen: number[] = [];
  const work = async () => {
    inside += 1;
    await turn();
    seen.push(inside);
    inside -= 1;
  };
  for (let round = 0; round < 30; round += 1) {
    // No process has this number: Linux ends at 4,194,304.
    await writeFile(join(folder, '.lock'), `9999999 dead-${round}`);
    await Promise.all(Array.from({ length: 8 }, () => withScopeLock(folder, work, { pollMs: 1 })));
  }
  expect([seen.length, Math.max(...seen)]).toEqual([240, 1]);
  expect(await readdir(folder)).toEqual([]);
});

test('names the lock’s holder when waiting times out', async () => {
  const folder = await temporaryFolder(onTestFinished);
  const held = withScopeLock(folder, () => withScopeLock(folder, async () => {}, { waitMs: 20, pollMs: 5 }));
  await expect(held).rejects.toMatchObject({ code: 'busy', message: expect.stringContaining('.lock') });
  expect(await readdir(folder)).toEqual([]);
});
