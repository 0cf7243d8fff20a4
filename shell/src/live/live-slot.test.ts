// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveSlot, type Live } from './live-slot.ts';
import { whenQuiet } from './when-quiet.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const Nothing = () => null;
const live = () => ({ sets: { check: vi.fn(async () => {}) }, Bar: Nothing, Hint: Nothing }) as unknown as Live;

test('the live part is loaded once; whoever waits for it is told', async () => {
  const loaded = live();
  const load = vi.fn(async () => loaded);
  const slot = createLiveSlot(load);
  const told = vi.fn();
  slot.subscribe(told);
  expect(slot.getState()).toBeNull();
  await Promise.all([slot.start(), slot.check()]);
  expect(load).toHaveBeenCalledOnce();
  expect(told).toHaveBeenCalledOnce();
  expect(slot.getState()).toBe(loaded);
  expect(loaded.sets.check).toHaveBeenCalledOnce();
});

test('a desk whose build has been replaced goes on without it, and tries again when asked', async () => {
  const load = vi.fn<() => Promise<Live>>().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce(live());
  const slot = createLiveSlot(load);
  await expect(slot.check()).resolves.toBeUndefined();
  expect(slot.getState()).toBeNull();
  await slot.start();
  expect(slot.getState()).not.toBeNull();
});

test('the first screen has the page to itself for three seconds after it has loaded', async () => {
  const readyState = vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
  const work = vi.fn();
  whenQuiet(window, work);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('load'));
  await vi.advanceTimersByTimeAsync(2_999);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_001);
  expect(work).toHaveBeenCalledOnce();
  readyState.mockRestore();
});
