// @vitest-environment jsdom
import { type TelemetryEvent, telemetrySchema } from '@business-m/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTelemetry, flushWhenHidden, sendBeacon } from './telemetry.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const event = (over: Partial<TelemetryEvent> = {}): TelemetryEvent => ({
  scope: 'shop',
  release: '1.2.0-0123456789ab',
  expose: './items',
  kind: 'ready',
  ms: 12,
  ...over,
});

function setUp({ mayReport = true } = {}) {
  const batches: TelemetryEvent[][] = [];
  const taken = { value: true };
  const telemetry = createTelemetry({
    send(events) {
      if (taken.value) batches.push([...events]);
      return taken.value;
    },
    mayReport: () => mayReport,
    isOverridden: (scope) => scope === 'mine',
  });
  return { batches, taken, telemetry };
}

test('errors that nobody caught go at once, twenty different ones at most, and no batch is larger than a beacon', async () => {
  const { telemetry, batches } = setUp();
  const uncaught = (number: number) => event({ kind: 'uncaught', thrown: { message: `Number ${number}`, stack: 'x'.repeat(1_500) } });
  telemetry.report(uncaught(0));
  expect(batches.map((batch) => batch.length)).toEqual([1]);
  for (let number = 0; number < 30; number += 1) telemetry.report(uncaught(number));
  for (let number = 0; number < 40; number += 1)
    telemetry.report(event({ expose: `./screen-${number}`, kind: 'crashed', thrown: { message: 'x', stack: 'y'.repeat(1_500) } }));
  await vi.advanceTimersByTimeAsync(60_000);
  const all = batches.flat();
  expect([all.filter(({ kind }) => kind === 'uncaught').length, all.length]).toEqual([20, 60]);
  for (const events of batches) expect(JSON.stringify({ events }).length).toBeLessThan(60_000);
});

test('sends one batch after ten seconds, as the gateway reads it', async () => {
  const { telemetry, batches } = setUp();
  telemetry.report(event({ ms: 12.6 }));
  await vi.advanceTimersByTimeAsync(5_000);
  telemetry.report(event({ expose: './item', ms: 999_999 }));
  expect(batches).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(batches).toEqual([[event({ ms: 13 }), event({ expose: './item', ms: 600_000 })]]);
  expect(telemetrySchema.safeParse({ events: batches[0] }).success).toBe(true);
});

test.each(['load-failed', 'crashed'] as const)('sends %s at once, with what waited', (kind) => {
  const { telemetry, batches } = setUp();
  telemetry.report(event());
  telemetry.report(event({ kind, code: 'broken' }));
  expect(batches).toEqual([[event(), event({ kind, code: 'broken' })]]);
});

test('sends at most two batches of failures in ten seconds, and no more than a page may', async () => {
  const { telemetry, batches } = setUp();
  for (let index = 0; index < 10_000; index += 1) telemetry.report(event({ kind: 'crashed', code: 'broken', expose: `./e${index}` }));
  expect(batches).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(batches.length).toBe(2);
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  expect(batches.flat()).toHaveLength(200);
  expect(Math.max(...batches.map(({ length }) => length))).toBe(50);
});

test('reports the same event once in ten minutes', async () => {
  const { telemetry, batches } = setUp();
  for (let index = 0; index < 1_000; index += 1) telemetry.report(event({ kind: 'crashed', code: 'broken' }));
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(batches.flat()).toHaveLength(1);
  telemetry.report(event({ kind: 'crashed', code: 'broken' }));
  expect(batches.flat()).toHaveLength(2);
});

test('sends a refused batch again, up to a limit', async () => {
  const { telemetry, batches, taken } = setUp();
  taken.value = false;
  for (let index = 0; index < 120; index += 1) telemetry.report(event({ expose: `./e${index}` }));
  await vi.advanceTimersByTimeAsync(10_000);
  taken.value = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(batches.flat().map(({ expose }) => expose)).toEqual(Array.from({ length: 50 }, (_, index) => `./e${index + 70}`));
});

test('reports neither overridden remotes nor while nobody is signed in', async () => {
  const signedIn = setUp();
  signedIn.telemetry.report(event({ scope: 'mine', kind: 'crashed' }));
  const signedOut = setUp({ mayReport: false });
  signedOut.telemetry.report(event({ kind: 'crashed' }));
  await vi.advanceTimersByTimeAsync(10_000);
  expect([...signedIn.batches, ...signedOut.batches]).toEqual([]);
});

test('sends the rest by a beacon when the page closes', async () => {
  const sent: [string, Blob][] = [];
  // A page of its own: desks of other tests listen to the document's.
  const page = Object.assign(new EventTarget(), {
    document: new EventTarget(),
    navigator: { sendBeacon: (url: string, body: Blob) => Boolean(sent.push([url, body])) },
    Blob,
  }) as unknown as Window;
  const telemetry = createTelemetry({ send: (events) => sendBeacon(page, events), mayReport: () => true, isOverridden: () => false });
  flushWhenHidden(page, telemetry);
  telemetry.report(event());
  page.dispatchEvent(new Event('pagehide'));
  expect(sent.map(([url, { type }]) => [url, type])).toEqual([['/api/gateway/telemetry', 'application/json']]);
  page.dispatchEvent(new Event('pagehide'));
  expect(sent).toHaveLength(1);
});
