import type { ReleaseSetEvent } from '@business-m/contract';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** A connection that lasted this long resets the pause. */
const HELD_MS = 10_000;

/** Null when this build cannot read the event. Passed in: the schema is in the page's first chunk. */
export type ReadEvent = (said: unknown) => ReleaseSetEvent | null;

export interface EventStreamOptions {
  EventSource: typeof globalThis.EventSource;
  /** The newest known release set: the server sends another one at once. */
  seen: () => Pick<ReleaseSetEvent, 'releaseSet' | 'shell'>;
  readEvent: ReadEvent;
  onEvent: (event: ReleaseSetEvent) => void;
  now?: () => number;
  random?: () => number;
}

/** Listens for release sets. The browser reconnects once by itself; after that the pauses grow to a minute. */
export function openEventStream(options: EventStreamOptions) {
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
    // The browser reconnects by itself.
    if (held && source?.readyState === EventSource.CONNECTING) return;
    source?.close();
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
    // Spread, so that not all desks connect at once when the gateway is back.
    timer = setTimeout(connect, pauseMs * (0.5 + random() / 2));
  }

  function stop() {
    clearTimeout(timer);
    source?.close();
  }

  connect();
  return {
    /** Reconnects at once: the machine slept, or is online again. */
    refresh(): void {
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
    // A newer gateway may send what this build cannot read.
    return null;
  }
}
