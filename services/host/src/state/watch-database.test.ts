import { Unavailable } from '@business-m/protocols';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchDatabase } from './watch-database.ts';

const failure = (message: string, code: string) => new Unavailable(message, { cause: Object.assign(new Error(message), { code }) });
const refused = failure('nothing listens there', 'ECONNREFUSED');
const silent = failure('does not answer', '');
const full = failure('no space left', '53100');

let answer: Error | null;
let thorough: boolean[];
const open = () =>
  watchDatabase({
    async probe(all) {
      thorough.push(all);
      if (answer) throw answer;
    },
    close: async () => {},
    now: () => new Date(Date.now()),
  });

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z') });
  answer = null;
  thorough = [];
});
afterEach(() => vi.useRealTimers());

test('probes a database periodically and reports since when it is away or back', async () => {
  const watch = open();
  expect(watch.state()).toEqual({ state: 'connecting', since: '2026-11-21T12:00:00.000Z', message: null });
  await watch.probe();
  expect(watch.state().state).toBe('ok');
  answer = refused;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(watch.state()).toEqual({ state: 'unavailable', since: '2026-11-21T12:00:03.000Z', message: 'nothing listens there' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(watch.state().since).toBe('2026-11-21T12:00:03.000Z');
  answer = null;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(watch.state()).toEqual({ state: 'ok', since: '2026-11-21T12:00:06.000Z', message: null });
  await watch.stop();
});

test('notifies listeners once per change', async () => {
  const watch = open();
  const heard: string[] = [];
  watch.onChange(({ state }) => heard.push(state));
  await watch.probe();
  answer = refused;
  await vi.advanceTimersByTimeAsync(10_000);
  answer = null;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual(['ok', 'unavailable', 'ok']);
  await watch.stop();
});

test('reports an outage at the second missing answer, or at the first without an earlier one', async () => {
  const watch = open();
  await watch.probe();
  answer = silent;
  await watch.probe();
  expect(watch.state().state).toBe('ok');
  await watch.probe();
  expect(watch.state().state).toBe('unavailable');
  await watch.stop();
  const other = open();
  await other.probe();
  expect(other.state().state).toBe('unavailable');
  await other.stop();
});

test('trusts a failed call with a known cause and probes after others', async () => {
  const watch = open();
  await watch.probe();
  answer = full;
  watch.suspect(full);
  expect(watch.state()).toMatchObject({ state: 'impaired', message: 'no space left' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(thorough).toEqual([false, true, true]);
  answer = null;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(watch.state().state).toBe('ok');

  watch.suspect(new Error('a bug'));
  watch.suspect(new Unavailable('the queue is full', { code: 'overloaded' }));
  expect(thorough).toHaveLength(4);
  watch.suspect(refused);
  await vi.advanceTimersByTimeAsync(0);
  expect(thorough).toHaveLength(5);
  expect(watch.state().state).toBe('ok');
  await watch.stop();
});
