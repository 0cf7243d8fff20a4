import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { readOutcomes } from './outcomes.ts';
import { pageFile, writePage } from './page.ts';

// After all libraries, in a project of its own: also after some that fail.
test('docs/libraries.md says what was seen', () => {
  const before = readFileSync(pageFile, { encoding: 'utf8', flag: 'a+' });
  const now = writePage(readOutcomes);
  writeFileSync(pageFile, now);
  expect(before, 'it was written anew: look at the difference and commit it').toBe(now);
});
