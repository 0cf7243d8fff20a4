import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import type { FetchScreen } from './fetch-screen.ts';
import { createScreenLoader } from './screen-loader.ts';

const remote = sampleRemote();
const Screen = () => null;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A federation whose answers the test gives by hand. */
function fakeFederation() {
  const calls: { attempt: number; answer: (screen: typeof Screen) => void; fail: (error: unknown) => void }[] = [];
  const fetchScreen = vi.fn<FetchScreen>(
    (_remote, _expose, attempt) => new Promise((answer, fail) => calls.push({ attempt, answer, fail })),
  );
  return { calls, fetchScreen };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

test('idle, loading, ready; once, however often it is asked for', async () => {
  const { calls, fetchScreen } = fakeFederation();
  const loader = createScreenLoader({ fetchScreen });
  const handle = loader.screen(remote, './items');
  const seen: string[] = [];
  handle.subscribe(() => seen.push(handle.getState().status));
  expect(handle.getState()).toEqual({ status: 'idle' });
  handle.load();
  loader.screen(remote, './items').load();
  calls[0]?.answer(Screen);
  await settle();
  expect(handle.getState()).toEqual({ status: 'ready', Screen });
  expect(seen).toEqual(['loading', 'ready']);
  expect(fetchScreen).toHaveBeenCalledOnce();
});

test('after eight seconds it says that it is slow, and still takes the answer', async () => {
  const { calls, fetchScreen } = fakeFederation();
  const handle = createScreenLoader({ fetchScreen }).screen(remote, './items');
  handle.load();
  await vi.advanceTimersByTimeAsync(7_999);
  expect(handle.getState()).toEqual({ status: 'loading', slow: false });
  await vi.advanceTimersByTimeAsync(1);
  expect(handle.getState()).toEqual({ status: 'loading', slow: true });
  calls[0]?.answer(Screen);
  await settle();
  expect(handle.getState().status).toBe('ready');
});

test('gives up after a minute', async () => {
  const { fetchScreen } = fakeFederation();
  const onOutcome = vi.fn();
  const handle = createScreenLoader({ fetchScreen, onOutcome }).screen(remote, './items');
  handle.load();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(handle.getState()).toMatchObject({ status: 'failed', failure: { code: 'too-slow', remedy: 'retry' } });
  expect(onOutcome.mock.calls.map(([{ kind, ms, failure }]) => [kind, ms, failure?.code])).toEqual([
    ['slow', 8_000, undefined],
    ['load-failed', 60_000, 'too-slow'],
  ]);
});

test('a retry is another attempt, and an answer to the one before no longer counts', async () => {
  const { calls, fetchScreen } = fakeFederation();
  const handle = createScreenLoader({ fetchScreen }).screen(remote, './items');
  handle.load();
  handle.retry();
  calls[0]?.fail(new Error('late'));
  await settle();
  expect(handle.getState()).toEqual({ status: 'loading', slow: false });
  calls[1]?.answer(Screen);
  await settle();
  expect(handle.getState().status).toBe('ready');
  expect(calls.map(({ attempt }) => attempt)).toEqual([0, 1]);
});

test('after a retry, other screens of the release come from its new place; those of other releases from theirs', async () => {
  const { calls, fetchScreen } = fakeFederation();
  const loader = createScreenLoader({ fetchScreen });
  loader.screen(remote, './items').load();
  loader.screen(remote, './items').retry();
  loader.screen(remote, './home').load();
  loader.screen(sampleRemote({ scope: 'other' }), './home').load();
  expect(calls.map(({ attempt }) => attempt)).toEqual([0, 1, 1, 0]);
  expect(loader.attemptOf(remote)).toBe(1);
});

test('reports the outcome of a screen with its time', async () => {
  const { calls, fetchScreen } = fakeFederation();
  const onOutcome = vi.fn();
  createScreenLoader({ fetchScreen, onOutcome }).screen(remote, './items').load();
  await vi.advanceTimersByTimeAsync(250);
  calls[0]?.answer(Screen);
  await settle();
  expect(onOutcome.mock.calls).toEqual([[{ remote, expose: './items', kind: 'ready', ms: 250 }]]);
});

test('a screen can be made ready before it is shown; what failed is tried anew, what hangs is given up', async () => {
  const { calls, fetchScreen } = fakeFederation();
  const loader = createScreenLoader({ fetchScreen });
  const first = loader.prepare(remote, './items');
  calls[0]?.fail(new Error('garbage'));
  await expect(first).resolves.toBe(false);
  const second = loader.prepare(remote, './items');
  calls[1]?.answer(Screen);
  await expect(second).resolves.toBe(true);
  await expect(loader.prepare(remote, './items')).resolves.toBe(true);
  const hanging = loader.prepare(remote, './item');
  await vi.advanceTimersByTimeAsync(20_000);
  await expect(hanging).resolves.toBe(false);
  expect(calls.map(({ attempt }) => attempt)).toEqual([0, 1, 1]);
});

test('screens of releases that are not in use are forgotten, others stay the same', async () => {
  const { fetchScreen } = fakeFederation();
  const loader = createScreenLoader({ fetchScreen });
  const other = sampleRemote({ version: '2.0.0' });
  const [kept, dropped] = [loader.screen(remote, './items'), loader.screen(other, './items')];
  loader.keepOnly((baseUrl) => baseUrl === remote.baseUrl);
  expect(loader.screen(remote, './items')).toBe(kept);
  expect(loader.screen(other, './items')).not.toBe(dropped);
});

test.each([
  [new TypeError('Failed to fetch dynamically imported module: https://cdn.test/x.js'), 'unreachable'],
  [new SyntaxError('Unexpected token <'), 'broken'],
  ['a string', 'broken'],
  [null, 'broken'],
])('%s becomes a state, not an exception', async (error, code) => {
  const { calls, fetchScreen } = fakeFederation();
  const handle = createScreenLoader({ fetchScreen }).screen(remote, './items');
  handle.load();
  calls[0]?.fail(error);
  await settle();
  expect(handle.getState()).toMatchObject({ status: 'failed', failure: { code, sentence: expect.stringContaining('Shop') } });
});
