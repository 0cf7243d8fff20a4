import type { Telemetry as Batch, TelemetryEvent } from '@business-m/contract';
import type { Telemetry } from './telemetry.ts';

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
