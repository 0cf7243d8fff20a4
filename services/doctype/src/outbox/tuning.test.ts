import { expect, test } from 'vitest';
import { backOffMs } from './tuning.ts';

test('doubles the wait up to a minute or to the given limit', () => {
  const full = [0, 1, 2, 3, 8, 9, 50, 10_000].map((attempts) => backOffMs(attempts, { random: () => 1 }));
  expect(full).toEqual([250, 250, 500, 1000, 32_000, 60_000, 60_000, 60_000]);
  expect(backOffMs(9, { random: () => 1, longestMs: 15_000 })).toBe(15_000);
});

test('spreads waits over their second half', () => {
  expect([0, 0.5, 1].map((random) => backOffMs(9, { random: () => random }))).toEqual([30_000, 45_000, 60_000]);
});
