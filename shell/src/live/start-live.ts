import type { Session } from '../session/session.ts';
import { openEventStream, type ReadEvent } from './event-stream.ts';
import type { Live } from './live-slot.ts';
import { createReleaseSets, type ReleaseSetsOptions } from './release-sets.ts';
import { type Close, shareEvents } from './shared-events.ts';
import { UpdateBar, UpdateHint } from './update-bar.tsx';

export interface LiveOptions extends ReleaseSetsOptions {
  session: Session;
  readEvent: ReadEvent;
  window: Window & typeof globalThis;
}

/** Listens for release sets while a user is signed in. */
export function startLive({ session, readEvent, window, ...options }: LiveOptions): Live {
  const sets = createReleaseSets(options);
  let close: Close | null = null;

  function open(user: string): Close {
    return shareEvents({
      name: `desk-live ${user}`,
      known: sets.known,
      readEvent,
      onEvent: sets.hear,
      window,
      open(deliver) {
        const stream = openEventStream({ EventSource: window.EventSource, seen: sets.known, readEvent, onEvent: deliver });
        // The connection may be dead without an event.
        window.addEventListener('online', stream.refresh);
        return () => {
          window.removeEventListener('online', stream.refresh);
          stream.close();
        };
      },
    });
  }

  function follow() {
    const state = session.getState();
    if (state.status === 'signed-in') close ??= open(state.user.id);
    else {
      close?.();
      close = null;
    }
  }

  if ('EventSource' in window) {
    session.subscribe(follow);
    follow();
  }
  return { sets, Bar: UpdateBar, Hint: UpdateHint };
}
