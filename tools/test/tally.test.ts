import { expect, test } from 'vitest';
import { countByProject, summarize, tallyPlaywright, tallyVitest } from './tally.ts';

const vitest = { numPassedTests: 7, numFailedTests: 0, numFailedTestSuites: 0, success: true };
const inBothModes = { tests: [{ projectName: 'indie' }, { projectName: 'enterprise' }] };
const suites = [{ specs: [inBothModes], suites: [{ specs: [{ tests: [{ projectName: 'enterprise' }] }] }] }];
const playwright = { stats: { expected: 3, unexpected: 0, flaky: 0 }, errors: [], suites };

test('what passed everywhere is one sum', () => {
  expect(summarize([tallyVitest(vitest, 0), tallyPlaywright(playwright, 0)])).toEqual({ line: '10 passed, 0 failed', passed: true });
});

test.each([
  ['a failed test', tallyVitest({ ...vitest, numFailedTests: 2 }, 1), 2],
  ['a file that does not load', tallyVitest({ ...vitest, numFailedTestSuites: 1 }, 1), 1],
  ['an error outside of any test', tallyVitest(vitest, 1), 1],
  ['no report', tallyVitest(null, 1), 1],
  ['no test', tallyPlaywright({ ...playwright, stats: { expected: 0, unexpected: 0, flaky: 0 } }, 0), 1],
  ['a mode without a test', tallyPlaywright({ ...playwright, suites: [{ specs: [{ tests: [{ projectName: 'indie' }] }] }] }, 0), 1],
  ['an unexpected result', tallyPlaywright({ ...playwright, stats: { expected: 2, unexpected: 1, flaky: 0 } }, 1), 1],
  ['a flaky test', tallyPlaywright({ ...playwright, stats: { expected: 2, unexpected: 0, flaky: 1 } }, 0), 1],
  ['a broken set-up', tallyPlaywright({ ...playwright, errors: [{}] }, 1), 1],
])('%s is a failure', (_, tally, failed) => {
  expect(tally.failed).toBe(failed);
  expect(summarize([tally]).passed).toBe(false);
});

test('browser tests are counted by mode', () => {
  expect(countByProject(playwright)).toEqual({ indie: 1, enterprise: 2 });
});
