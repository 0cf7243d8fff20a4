import { expect, test } from 'vitest';
import { backOffMs } from './back-off.ts';

test('waits double up to a minute', () => {
  const full = [1, 2, 3, 8, 9, 50, 10_000].map((attempts) => backOffMs(attempts, () => 1));
  expect(full).toEqual([250, 500, 1000, 32_000, 60_000, 60_000, 60_000]);
});

test('waits are spread over their second half', () => {
  expect([0, 0.5, 1].map((random) => backOffMs(9, () => random))).toEqual([30_000, 45_000, 60_000]);
});
