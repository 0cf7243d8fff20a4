import { expect, test } from 'vitest';
import { quantile, summarize } from './statistics.ts';

test('a summary is the median of the rounds and the quantiles of all operations', () => {
  const round = (elapsedMs: number, ...latenciesMs: number[]) => ({ elapsedMs, latenciesMs });
  expect(summarize([round(1_000, 1, 2, 3), round(500, 4, 5), round(100, 6)])).toEqual({
    perSecond: 4,
    perSecondRange: [3, 10],
    p50Ms: 3.5,
    p99Ms: expect.closeTo(5.95),
    operations: 6,
  });
});

test.each([
  [[7], 0.99, 7],
  [[1, 2], 0.5, 1.5],
  [[1, 2, 3, 4, 5], 0, 1],
  [[1, 2, 3, 4, 5], 1, 5],
])('of %j the quantile %f is %f', (values, share, expected) => {
  expect(quantile(values, share)).toBe(expected);
});

test('of nothing there is no quantile', () => {
  expect(quantile([], 0.5)).toBeNaN();
});
