// @vitest-environment jsdom
import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pollPauseMs, usePolling } from './polling.ts';

let hidden = false;
beforeEach(() => {
  hidden = false;
  vi.useFakeTimers();
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function Waiting({ waiting, ask }: { waiting: boolean; ask: () => Promise<unknown> }) {
  usePolling(waiting, ask);
  return null;
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
function show(nowHidden: boolean) {
  hidden = nowHidden;
  document.dispatchEvent(new Event('visibilitychange'));
}

test('pauses are short at first and grow to a limit', () => {
  expect([0, 1, 2, 3, 4, 20].map(pollPauseMs)).toEqual([1000, 1000, 1000, 1500, 2250, 15_000]);
});

test('asks while there is something to wait for, and not once more', async () => {
  const ask = vi.fn(async () => undefined);
  const { rerender, unmount } = render(<Waiting waiting={false} ask={ask} />);
  await pass(60_000);
  expect(ask).not.toHaveBeenCalled();
  rerender(<Waiting waiting ask={ask} />);
  await pass(3_000);
  expect(ask).toHaveBeenCalledTimes(3);
  rerender(<Waiting waiting={false} ask={ask} />);
  await pass(60_000);
  expect(ask).toHaveBeenCalledTimes(3);
  rerender(<Waiting waiting ask={ask} />);
  await pass(1_000);
  expect(ask).toHaveBeenCalledTimes(4);
  unmount();
  await pass(60_000);
  expect(ask).toHaveBeenCalledTimes(4);
});

test('one question at a time; one that fails is asked again', async () => {
  let answer: (failed: boolean) => void = () => undefined;
  const ask = vi.fn(() => new Promise((resolve, reject) => (answer = (failed) => (failed ? reject(new Error('away')) : resolve(null)))));
  render(<Waiting waiting ask={ask} />);
  await pass(60_000);
  expect(ask).toHaveBeenCalledTimes(1);
  answer(true);
  await pass(1_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('a hidden tab asks nothing; shown again it asks at once', async () => {
  const ask = vi.fn(async () => undefined);
  render(<Waiting waiting ask={ask} />);
  await pass(120_000);
  const before = ask.mock.calls.length;
  show(true);
  await pass(600_000);
  expect(ask).toHaveBeenCalledTimes(before);
  show(false);
  await pass(0);
  expect(ask).toHaveBeenCalledTimes(before + 1);
  await pass(2_000);
  expect(ask).toHaveBeenCalledTimes(before + 3);
});

test('an answer that comes while the tab is hidden brings no further question', async () => {
  let answer: () => void = () => undefined;
  const ask = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
  render(<Waiting waiting ask={ask} />);
  await pass(1_000);
  show(true);
  answer();
  await pass(600_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
