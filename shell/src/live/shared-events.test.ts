import { afterEach, expect, test, vi } from 'vitest';
import { readReleaseSetEvent } from '../runtime/manifest.ts';
import { type Close, shareEvents } from './shared-events.ts';

const event = (letter: string) => ({ revision: 1, releaseSet: letter.repeat(22), shell: 'b' });

/** Locks as browsers have them: one holder, the others in the order they came. */
function fakeLocks() {
  let tail = Promise.resolve();
  return {
    request(_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) {
      const turn = tail.then(() => {
        if (signal.aborted) throw signal.reason;
        return work();
      });
      tail = turn.catch(() => {});
      return turn;
    },
  };
}

const opened: Close[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

function browser() {
  const locks = fakeLocks();
  const streams: { deliver: (each: ReturnType<typeof event>) => void; isOpen: boolean }[] = [];
  function tab(known = event('A')) {
    const heard: string[] = [];
    const close = shareEvents({
      name: 'desk-live u-ada',
      open(deliver) {
        const stream = { deliver, isOpen: true };
        streams.push(stream);
        return () => {
          stream.isOpen = false;
        };
      },
      known: () => known,
      readEvent: readReleaseSetEvent,
      onEvent: ({ releaseSet }) => heard.push(releaseSet[0] ?? ''),
      window: { navigator: { locks }, BroadcastChannel } as never,
    });
    opened.push(close);
    return { heard, close };
  }
  return { tab, streams };
}

test('listens in one tab for all of them', async () => {
  const { tab, streams } = browser();
  const tabs = [tab(), tab(), tab()];
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  streams[0]?.deliver(event('B'));
  await vi.waitFor(() => expect(tabs.map(({ heard }) => heard.at(-1))).toEqual(['B', 'B', 'B']));
  expect(streams).toHaveLength(1);
});

test('lets another tab listen when the listening one closes', async () => {
  const { tab, streams } = browser();
  const first = tab();
  const second = tab();
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  first.close();
  await vi.waitFor(() => expect(streams).toHaveLength(2));
  expect(streams[0]?.isOpen).toBe(false);
  streams[1]?.deliver(event('B'));
  expect(second.heard.at(-1)).toBe('B');
  expect(first.heard).toEqual([]);
});

test('tells a tab that joins the newest set', async () => {
  const { tab, streams } = browser();
  tab(event('B'));
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  const late = tab(event('A'));
  await vi.waitFor(() => expect(late.heard).toEqual(['B']));
});

test('without locks only a visible tab listens', () => {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const open = vi.fn((_: unknown) => closed);
  const closed = vi.fn();
  const close = shareEvents({
    name: 'n',
    open,
    known: () => event('A'),
    readEvent: readReleaseSetEvent,
    onEvent: () => {},
    window: { navigator: {}, document } as never,
  });
  expect(open).toHaveBeenCalledTimes(1);
  document.visibilityState = 'hidden';
  document.dispatchEvent(new Event('visibilitychange'));
  expect(closed).toHaveBeenCalledTimes(1);
  document.visibilityState = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  expect(open).toHaveBeenCalledTimes(2);
  close();
  expect(closed).toHaveBeenCalledTimes(2);
});
