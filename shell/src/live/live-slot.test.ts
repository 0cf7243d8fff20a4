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

test('loads the live part once, and tells its listeners', async () => {
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

test('works without the live part of a replaced build, and loads it again when asked', async () => {
  const load = vi.fn<() => Promise<Live>>().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce(live());
  const slot = createLiveSlot(load);
  await expect(slot.check()).resolves.toBeUndefined();
  expect(slot.getState()).toBeNull();
  await slot.start();
  expect(slot.getState()).not.toBeNull();
});

test('waits until three seconds after the page has loaded, and while it fetches data', async () => {
  const readyState = vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
  const quiet = vi.fn();
  let isBusy = true;
  void whenQuiet(window, () => isBusy).then(quiet);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(quiet).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('load'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(quiet).not.toHaveBeenCalled();
  isBusy = false;
  await vi.advanceTimersByTimeAsync(999);
  expect(quiet).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_001);
  expect(quiet).toHaveBeenCalledOnce();
  readyState.mockRestore();
});

test('stops waiting for a page that stays busy', async () => {
  const quiet = vi.fn();
  void whenQuiet(window, () => true).then(quiet);
  await vi.advanceTimersByTimeAsync(32_000);
  expect(quiet).toHaveBeenCalledOnce();
});
