import { expect, test } from 'vitest';
import { summarizeEvents, type TestEvent } from './events.ts';
import { describeMs, describeProgress, listSlowest, summarize } from './words.ts';

const place = { file: 'a.test.ts', project: 'unit' };

test('the sum of all steps is one line, and one failure fails it', () => {
  expect(
    summarize([
      { passed: 7, failed: 0 },
      { passed: 3, failed: 0 },
    ]),
  ).toEqual({ line: '10 passed, 0 failed', passed: true });
  expect(
    summarize([
      { passed: 7, failed: 0 },
      { passed: 3, failed: 1 },
    ]),
  ).toEqual({ line: '10 passed, 1 failed', passed: false });
  expect(summarize([]).passed).toBe(false);
});

test('progress says how far a step is, what is running and about how long it still takes', () => {
  const events: TestEvent[] = [
    { kind: 'planned', files: 4 },
    { kind: 'started', ...place, test: 'adds' },
    { kind: 'ended', ...place, test: 'adds', outcome: 'passed', ms: 5 },
    { kind: 'file', ...place, ms: 5 },
    { kind: 'started', file: 'b.test.ts', project: 'unit', test: 'lists' },
  ];
  expect(describeProgress(summarizeEvents(events), 20_000)).toBe(
    '1 of 4 files, 1 passed, 0 failed, about 1:00 left; now b.test.ts › lists (unit)',
  );
  expect(describeProgress(summarizeEvents([]), 20_000)).toBe('no test has begun');
});

test('the slowest files come first, added up over projects', () => {
  const file = (name: string, ms: number): TestEvent => ({ kind: 'file', file: name, project: 'unit', ms });
  const { fileMs } = summarizeEvents([file('a.test.ts', 1_000), file('b.test.ts', 1_500), file('a.test.ts', 1_000)]);
  expect(listSlowest([{ step: 'vitest', fileMs }])).toEqual(['    2.0 s  a.test.ts (vitest)', '    1.5 s  b.test.ts (vitest)']);
});

test.each([
  [400, '0:00'],
  [65_000, '1:05'],
  [3_725_000, '1:02:05'],
])('%i ms are %s', (ms, words) => {
  expect(describeMs(ms)).toBe(words);
});
