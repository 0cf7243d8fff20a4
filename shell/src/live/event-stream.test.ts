import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readReleaseSetEvent } from '../runtime/manifest.ts';
import { FakeEventSource } from '../testing/fake-event-source.ts';
import { openEventStream } from './event-stream.ts';

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.all.length = 0;
});
afterEach(() => vi.useRealTimers());

const event = { revision: 2, releaseSet: 'B'.repeat(22), shell: 'b1' };

function open() {
  const heard: unknown[] = [];
  let releaseSet = 'first';
  const stream = openEventStream({
    EventSource: FakeEventSource as never,
    seen: () => ({ releaseSet, shell: 'b1' }),
    readEvent: readReleaseSetEvent,
    onEvent: (each) => heard.push(each),
    random: () => 1,
  });
  return {
    heard,
    stream,
    see(set: string) {
      releaseSet = set;
    },
  };
}

test('says what it has seen, and hears what can be read', () => {
  const { heard } = open();
  expect(FakeEventSource.last.url).toBe('/api/gateway/events?seen=first&shell=b1');
  FakeEventSource.last.send('release-set', JSON.stringify(event));
  FakeEventSource.last.send('release-set', '{"revision":"two"}');
  FakeEventSource.last.send('release-set', 'not JSON');
  expect(heard).toEqual([event]);
});

test('grows the pauses to a minute while the gateway does not answer', async () => {
  const complaint = vi.spyOn(console, 'error');
  open();
  for (const pauseMs of [4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]) {
    const before = FakeEventSource.all.length;
    FakeEventSource.last.fail();
    expect(FakeEventSource.last.readyState).toBe(FakeEventSource.CLOSED);
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    expect(FakeEventSource.all.length).toBe(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeEventSource.all.length).toBe(before + 1);
  }
  expect(complaint).not.toHaveBeenCalled();
});

test('leaves reconnecting a lasting connection to the browser once', async () => {
  const { see } = open();
  const first = FakeEventSource.last;
  first.open();
  await vi.advanceTimersByTimeAsync(10_000);
  first.breakOff();
  expect(FakeEventSource.all).toEqual([first]);
  expect(first.readyState).toBe(FakeEventSource.CONNECTING);
  see('second');
  first.breakOff();
  expect(first.readyState).toBe(FakeEventSource.CLOSED);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeEventSource.last.url).toContain('seen=second&shell=b1');
});

test('waits longer after a connection that breaks at once', async () => {
  open();
  for (const pauseMs of [4_000, 8_000, 16_000]) {
    const before = FakeEventSource.all.length;
    FakeEventSource.last.open();
    FakeEventSource.last.breakOff();
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    expect(FakeEventSource.all).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeEventSource.all).toHaveLength(before + 1);
  }
  expect(FakeEventSource.all.slice(0, 3).every(({ readyState }) => readyState === FakeEventSource.CLOSED)).toBe(true);
});

test('stays closed', async () => {
  const { stream } = open();
  FakeEventSource.last.fail();
  stream.close();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(FakeEventSource.all).toHaveLength(1);
});

test('reconnects at once when the machine wakes up', () => {
  const { stream } = open();
  FakeEventSource.last.fail();
  stream.refresh();
  expect(FakeEventSource.all).toHaveLength(2);
});
