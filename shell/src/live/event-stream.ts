import type { ReleaseSetEvent } from '@business-m/contract';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** A connection that held this long was a good one; what ends it is no reason to wait longer than the first time. */
const HELD_MS = 10_000;

/** Null when this build cannot use what was said. Handed in: the schema is part of the page's first code. */
export type ReadEvent = (said: unknown) => ReleaseSetEvent | null;

export interface EventStreamOptions {
  EventSource: typeof globalThis.EventSource;
  /** What was last heard of: the server speaks at once when there is something else. */
  seen: () => Pick<ReleaseSetEvent, 'releaseSet' | 'shell'>;
  readEvent: ReadEvent;
  onEvent: (event: ReleaseSetEvent) => void;
  now?: () => number;
  random?: () => number;
}

export interface EventStream {
  /** Connects anew at once: the machine slept, or has a network again. */
  refresh(): void;
  close(): void;
}

/**
 * Listens for release sets. A connection that breaks is taken up again by the browser once, with its `Last-Event-ID`; while nobody answers
 * the pauses grow to a minute. It never complains: a desk works without it.
 */
export function openEventStream(options: EventStreamOptions): EventStream {
  const { EventSource, seen, readEvent, onEvent, now = Date.now, random = Math.random } = options;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let openedMs: number | null = null;
  let failures = 0;

  function connect() {
    openedMs = null;
    const { releaseSet, shell } = seen();
    source = new EventSource(`/api/gateway/events?${new URLSearchParams({ seen: releaseSet, ...(shell ? { shell } : {}) })}`);
    source.addEventListener('open', () => {
      openedMs = now();
    });
    source.addEventListener('release-set', ({ data }: MessageEvent<string>) => {
      const event = parse(data, readEvent);
      if (event) onEvent(event);
    });
    source.addEventListener('error', onError);
  }

  function onError() {
    const held = openedMs !== null && now() - openedMs >= HELD_MS;
    openedMs = null;
    failures = held ? 0 : failures + 1;
    // The browser is at it already; when it fails too it is our turn.
    if (held && source?.readyState === EventSource.CONNECTING) return;
    source?.close();
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
    // Not all desks at once when the gateway is back.
    timer = setTimeout(connect, pauseMs * (0.5 + random() / 2));
  }

  function stop() {
    clearTimeout(timer);
    source?.close();
  }

  connect();
  return {
    refresh() {
      stop();
      failures = 0;
      connect();
    },
    close: stop,
  };
}

function parse(data: string, readEvent: ReadEvent): ReleaseSetEvent | null {
  try {
    return readEvent(JSON.parse(data));
  } catch {
    // Of a newer gateway: this desk cannot use it, and is told by the next page.
    return null;
  }
}
