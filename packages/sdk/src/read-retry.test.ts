import { expect, test } from 'vitest';
import { ApiError } from './api-client.ts';
import { isAway, readRetry } from './read-retry.ts';

const error = (status: number, code = 'some', more: object = {}) =>
  new ApiError({ type: 'about:blank', title: 'No', status, code, detail: 'No.', ...more });

test.each([
  ['a service that is away', error(503, 'unavailable'), 1000, true],
  ['a scope that is being moved', error(503, 'held'), 1000, true],
  ['no connection', error(0, 'network'), 1000, true],
  ['a fault, the third time', error(500), 1, true],
  ['a fault, the fourth time', error(500), 2, false],
  ['a refusal', error(404), 0, false],
  ['an answer that did not come', error(0, 'timeout'), 9, true],
  ['an error of our own', new TypeError('oops'), 0, false],
])('after %s: tried again?', (_, failure, failures, again) => {
  expect(readRetry.retry(failures, failure)).toBe(again);
});

test('pauses grow to a limit', () => {
  const away = error(503);
  expect([0, 1, 2, 9].map((failures) => readRetry.retryDelay(failures, away))).toEqual([500, 1000, 2000, 15_000]);
});

test('the server may ask for more patience, within reason', () => {
  expect(readRetry.retryDelay(0, error(503, 'held', { retry_after: 5 }))).toBe(5000);
  expect(readRetry.retryDelay(0, error(503, 'held', { retry_after: 86_400 }))).toBe(60_000);
});

test('a fault and a refusal are no outage', () => {
  const errors = [error(502), error(503), error(504), error(0, 'network'), error(0, 'timeout'), error(500), error(422)];
  expect(errors.map(({ problem }) => isAway(problem))).toEqual([true, true, true, true, true, false, false]);
});
