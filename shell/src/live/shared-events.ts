import type { ReleaseSetEvent } from '@business-m/contract';
import type { ReadEvent } from './event-stream.ts';

/** Closes what was opened. */
export type Close = () => void;

export interface SharedEventsOptions {
  /** Of the user: what one hears is not for another. */
  name: string;
  /** The stream itself, opened by one tab of the browser. */
  open: (deliver: (event: ReleaseSetEvent) => void) => Close;
  /** What this tab knows, for a tab that joins while nothing has happened yet. */
  known: () => ReleaseSetEvent;
  readEvent: ReadEvent;
  onEvent: (event: ReleaseSetEvent) => void;
  window: Window & typeof globalThis;
}

/**
 * One connection for all tabs of a browser: over HTTP/1.1 a browser keeps six to a host, and a dozen open desks would leave none for their
 * data. The tab that holds the lock listens and tells the others; when it goes, the next one gets the lock. Where there are no locks (a page
 * that is not secure) only a visible tab listens.
 */
export function shareEvents(options: SharedEventsOptions): Close {
  const { window } = options;
  return 'locks' in window.navigator && 'BroadcastChannel' in window ? underLock(options) : whileVisible(options);
}

function underLock({ name, open, known, readEvent, onEvent, window }: SharedEventsOptions): Close {
  const closing = new AbortController();
  const channel = new window.BroadcastChannel(name);
  let leads = false;

  function hear(event: ReleaseSetEvent) {
    channel.postMessage(event);
    onEvent(event);
  }

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'joined') {
      if (leads) channel.postMessage(known());
      return;
    }
    const event = readEvent(data);
    if (event && !leads) onEvent(event);
  });
  channel.postMessage('joined');
  window.navigator.locks
    .request(name, { signal: closing.signal }, async () => {
      leads = true;
      const close = open(hear);
      await new Promise((resolve) => closing.signal.addEventListener('abort', resolve, { once: true }));
      close();
    })
    // The wait for the lock was given up.
    .catch(() => {});
  return () => {
    closing.abort();
    channel.close();
  };
}

function whileVisible({ open, onEvent, window: { document } }: SharedEventsOptions): Close {
  let close: Close | null = null;
  function follow() {
    if (document.visibilityState === 'visible') close ??= open(onEvent);
    else {
      close?.();
      close = null;
    }
  }
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    close?.();
  };
}
