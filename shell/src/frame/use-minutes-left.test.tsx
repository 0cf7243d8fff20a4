// @vitest-environment jsdom

import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useMinutesLeft } from './use-minutes-left.ts';

const MINUTE_MS = 60_000;
beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2030, 0, 1) }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const at = (ms: number) => new Date(Date.UTC(2030, 0, 1) + ms).toISOString();

test('counts minutes down, and calls onEnd once', () => {
  const onEnd = vi.fn();
  const { result } = renderHook(() => useMinutesLeft(at(2.5 * MINUTE_MS), onEnd));
  expect(result.current).toBe(3);
  act(() => vi.advanceTimersByTime(MINUTE_MS / 2));
  expect(result.current).toBe(2);
  act(() => vi.advanceTimersByTime(MINUTE_MS));
  expect(result.current).toBe(1);
  expect(onEnd).not.toHaveBeenCalled();
  act(() => vi.advanceTimersByTime(MINUTE_MS));
  expect(result.current).toBe(0);
  act(() => vi.advanceTimersByTime(10 * MINUTE_MS));
  expect(onEnd).toHaveBeenCalledOnce();
});

test('does not call onEnd for a moment that had passed before', () => {
  const onEnd = vi.fn();
  const { result } = renderHook(() => useMinutesLeft(at(-MINUTE_MS), onEnd));
  act(() => vi.advanceTimersByTime(10 * MINUTE_MS));
  expect(result.current).toBe(0);
  expect(onEnd).not.toHaveBeenCalled();
});
