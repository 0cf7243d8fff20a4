import type { ReleaseSetEvent } from '@business-m/contract';
import type { ReadEvent } from './event-stream.ts';

export type Close = () => void;

export interface SharedEventsOptions {
  /** Of the lock and the channel: one for each user. */
  name: string;
  /** Opens the stream, in one tab of the browser. */
  open: (deliver: (event: ReleaseSetEvent) => void) => Close;
  /** Sent to a tab that joins. */
  known: () => ReleaseSetEvent;
  readEvent: ReadEvent;
  onEvent: (event: ReleaseSetEvent) => void;
  window: Window & typeof globalThis;
}

/** One connection for all tabs (HTTP/1.1 allows six a host): the tab with the lock tells the others. Without locks, visible tabs listen. */
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
    // Aborted while it waited for the lock.
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
