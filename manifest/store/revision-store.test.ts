import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoreUnavailable, withinLimit } from './revision-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});

test('ends a call at its time limit, not earlier', async () => {
  const settled = vi.fn();
  const late = withinLimit(never, 2_000).catch((error: unknown) => {
    settled();
    return error;
  });
  await vi.advanceTimersByTimeAsync(1_999);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await late).toEqual(new StoreUnavailable('no answer within 2 s'));
});

test('has a default limit of ten seconds', async () => {
  const late = withinLimit(never).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await late).toEqual(new StoreUnavailable('no answer within 10 s'));
});

test.each([
  ['an answer', async () => 7],
  ['a failure', async () => Promise.reject(new Error('refused'))],
])('leaves no timer behind after %s', async (_, work: () => Promise<unknown>) => {
  await withinLimit(work).catch(() => {});
  expect(vi.getTimerCount()).toBe(0);
});
