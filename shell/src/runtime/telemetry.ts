import type { Telemetry as Batch, TelemetryEvent } from '@business-m/contract';

const FLUSH_EVERY_MS = 10_000;
/** Limit of the contract. */
const BATCH_MAX = 50;
/** The same event is not sent again for this long: users are counted, not events. */
const AGAIN_AFTER_MS = 10 * 60_000;
/** Different events in that time. */
const SAID_MAX = 200;
/** Of them, errors that nobody caught: each has a text of its own. */
const UNCAUGHT_MAX = 20;
/** A beacon takes 64 kB, and so does the gateway. */
const BATCH_BYTES = 48_000;
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

  function isNews({ release, scope, expose, kind, code, thrown }: TelemetryEvent): boolean {
    for (const [key, saidMs] of said) if (now() - saidMs >= AGAIN_AFTER_MS) said.delete(key);
    const key = `${kind} ${scope} ${release} ${expose} ${code} ${kind === 'uncaught' ? `${thrown?.message}\n${thrown?.stack}` : ''}`;
    if (said.has(key) || said.size >= SAID_MAX) return false;
    if (kind === 'uncaught' && [...said.keys()].filter((each) => each.startsWith('uncaught ')).length >= UNCAUGHT_MAX) return false;
    said.set(key, now());
    return true;
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = firstOf(waiting);
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
      const isUrgent = event.kind === 'load-failed' || event.kind === 'crashed' || event.kind === 'uncaught';
      if (isUrgent && now() - urgentMs >= URGENT_EVERY_MS) {
        urgentMs = now();
        flush();
      } else timer ??= setTimeout(flush, FLUSH_EVERY_MS);
    },
    /** Call it when the page is hidden. */
    flush,
  };
}

/** As many as one batch takes, by number and by size. */
function firstOf(events: readonly TelemetryEvent[]): TelemetryEvent[] {
  let bytes = 0;
  const fits = (event: TelemetryEvent) => {
    bytes += new Blob([JSON.stringify(event)]).size;
    return bytes <= BATCH_BYTES;
  };
  const first = events.slice(0, BATCH_MAX);
  const end = first.findIndex((event) => !fits(event));
  return end < 0 ? first : first.slice(0, Math.max(1, end));
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
