import type { Telemetry as Batch, TelemetryEvent } from '@business-m/contract';

const FLUSH_EVERY_MS = 10_000;
/** Limit of the contract. */
const BATCH_MAX = 50;
/** The same event is not sent again for this long: users are counted, not events. */
const AGAIN_AFTER_MS = 10 * 60_000;
/** Different events in that time. */
const SAID_MAX = 200;
const URGENT_EVERY_MS = 5_000;
const MS_MAX = 600_000;

export interface TelemetryOptions {
  /** False when the batch was not accepted. */
  send: (events: readonly TelemetryEvent[]) => boolean;
  /** A user is signed in, and the machine is online. */
  mayReport: () => boolean;
  /** Remotes of dev servers are not reported. */
  isOverridden: (scope: string) => boolean;
  now?: () => number;
}

/** Reports how screens loaded: in batches, each event once, at most `SAID_MAX`. */
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
    // Not accepted: tried again with later events; the oldest are dropped.
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
    /** Call it when the page is hidden. */
    flush,
  };
}

export type Telemetry = ReturnType<typeof createTelemetry>;

/** Sends a batch even while the page closes; nobody waits for an answer. */
export function sendBeacon(window: Window, events: readonly TelemetryEvent[]): boolean {
  const batch: Batch = { events: [...events] };
  const body = new Blob([JSON.stringify(batch)], { type: 'application/json' });
  return window.navigator.sendBeacon?.('/api/gateway/telemetry', body) ?? true;
}

/** A hidden page may never be shown again: on phones this is the last event. */
export function flushWhenHidden(window: Window, { flush }: Telemetry): void {
  window.addEventListener('pagehide', flush);
  window.document.addEventListener('visibilitychange', () => window.document.visibilityState === 'hidden' && flush());
}
