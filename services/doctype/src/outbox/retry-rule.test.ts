import { expect, test } from 'vitest';
import { backOffMs, retryInMs } from './retry-rule.ts';

test('doubles the wait up to a minute or to the given limit', () => {
  const full = [0, 1, 2, 3, 8, 9, 50, 10_000].map((attempts) => backOffMs(attempts, { random: () => 1 }));
  expect(full).toEqual([250, 250, 500, 1000, 32_000, 60_000, 60_000, 60_000]);
  expect(backOffMs(9, { random: () => 1, longestMs: 15_000 })).toBe(15_000);
});

test('spreads waits over their second half', () => {
  expect([0, 0.5, 1].map((random) => backOffMs(9, { random: () => random }))).toEqual([30_000, 45_000, 60_000]);
});

test('gives a message up after ten faults that time does not mend, and never for one that it does', () => {
  const wait = (faults: number, transient: boolean) => retryInMs({ transient, faults, tries: 50 }, 10);
  expect([wait(8, false), wait(9, false)]).toEqual([expect.any(Number), null]);
  expect(wait(9, true)).toBeLessThanOrEqual(15_000);
  expect(wait(0, false)).toBeGreaterThanOrEqual(30_000);
});
