import type { Telemetry as Batch, TelemetryEvent } from '@business-m/contract';

const FLUSH_EVERY_MS = 10_000;
/** As many as one batch may have. */
const BATCH_MAX = 50;
/** What has been said is not said again for so long: users are counted, not events. */
const AGAIN_AFTER_MS = 10 * 60_000;
/** Different things said in that time. A page that is in such trouble has said enough. */
const SAID_MAX = 200;
/** Failures go at once, but not each by itself. */
const URGENT_EVERY_MS = 5_000;
const MS_MAX = 600_000;

export interface TelemetryOptions {
  /** Hands a batch over; false when it was not taken. */
  send: (events: readonly TelemetryEvent[]) => boolean;
  /** Whether anything may be said: somebody is signed in, and the machine has a network. */
  mayReport: () => boolean;
  /** What is loaded from a developer's machine says nothing of a release. */
  isOverridden: (scope: string) => boolean;
  now?: () => number;
}

/** Says what became of the screens that this tab opened: in batches, each thing once, never more than a few. */
export function createTelemetry({ send, mayReport, isOverridden, now = Date.now }: TelemetryOptions) {
  const said = new Map<string, number>();
  let waiting: TelemetryEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let urgentMs = Number.NEGATIVE_INFINITY;

  function isNews({ release, scope, expose, kind, code }: TelemetryEvent): boolean {
    for (const [key, saidMs] of said) if (now() - saidMs >= AGAIN_AFTER_MS) said.delete(key);
    const key = `${scope} ${release} ${expose} ${kind} ${code}`;
    if (said.has(key) || said.size >= SAID_MAX) return false;
    said.set(key, now());
    return true;
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting.slice(0, BATCH_MAX);
    if (batch.length === 0) return;
    // Not taken: once more in ten seconds, with what has come by then. What is too much is dropped, the oldest first.
    if (send(batch)) waiting = waiting.slice(batch.length);
    else waiting = waiting.slice(-BATCH_MAX);
    if (waiting.length > 0) timer = setTimeout(flush, FLUSH_EVERY_MS);
  }

  return {
    report({ ms, ...event }: TelemetryEvent): void {
      if (!mayReport() || isOverridden(event.scope) || !isNews(event)) return;
      waiting.push({ ...event, ...(ms === undefined ? {} : { ms: Math.min(Math.max(0, Math.round(ms)), MS_MAX) }) });
      const isUrgent = event.kind === 'load-failed' || event.kind === 'crashed';
      if (isUrgent && now() - urgentMs >= URGENT_EVERY_MS) {
        urgentMs = now();
        flush();
      } else timer ??= setTimeout(flush, FLUSH_EVERY_MS);
    },
    /** To be called when the page goes. */
    flush,
  };
}

export type Telemetry = ReturnType<typeof createTelemetry>;

/** Sends a batch so that it leaves even when the page goes, and nobody waits for an answer. */
export function sendBeacon(window: Window, events: readonly TelemetryEvent[]): boolean {
  const batch: Batch = { events: [...events] };
  const body = new Blob([JSON.stringify(batch)], { type: 'application/json' });
  return window.navigator.sendBeacon?.('/api/gateway/telemetry', body) ?? true;
}

/** A page that is hidden may never be shown again, and a phone says no more than this. */
export function flushWhenHidden(window: Window, { flush }: Telemetry): void {
  window.addEventListener('pagehide', flush);
  window.document.addEventListener('visibilitychange', () => window.document.visibilityState === 'hidden' && flush());
}
