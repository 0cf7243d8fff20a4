import { test } from '../fixtures/desk-test.ts';
import { cases } from './cases.ts';
import { recordOutcome } from './outcomes.ts';
import { describeLibrary } from './use-library.ts';

test.afterEach(() => {
  const { title, titlePath, status, expectedStatus } = test.info();
  recordOutcome(titlePath.at(-2) ?? '', title, status === expectedStatus);
});

for (const library of cases) describeLibrary(library);
