import { expect, test, vi } from 'vitest';
import type { HealthCounts, ReportedEvent } from '../health-counts.ts';

export interface CountsFixture {
  /** Gateways that count together; a store of one gateway gives the same one each time. */
  open(): HealthCounts;
  pass(ms: number): void;
  now(): number;
}

const STABLE = '1.8.0-000000000001';
const CANARY = '1.9.0-beta.2-000000000002';
const ready: ReportedEvent = { scope: 'shop', release: STABLE, kind: 'ready' };
const crashed: ReportedEvent = { scope: 'shop', release: CANARY, kind: 'crashed', code: 'broken' };
const slow: ReportedEvent = { scope: 'shop', release: CANARY, kind: 'slow' };
const MINUTE_MS = 60_000;

/** What every implementation of {@link HealthCounts} holds. */
export function healthCountsContract(setUp: () => Promise<CountsFixture>): void {
  const of = (counts: HealthCounts, release: string, since?: Date) =>
    counts.read('shop', since).find((health) => health.release === release) ?? null;
  const eventually = (look: () => void) => vi.waitFor(look, { timeout: 10_000 });

  test('one who reports ten times is one user, failed as soon as once', async () => {
    const { open } = await setUp();
    const counts = open();
    for (let time = 0; time < 10; time += 1) counts.record('ann', [{ ...ready, release: CANARY }]);
    counts.record('ben', [crashed, crashed, slow]);
    counts.record('ben', [{ ...ready, release: CANARY }]);
    expect(of(counts, CANARY)).toEqual({
      release: CANARY,
      users: 2,
      failed: 1,
      slow: 1,
      failures: [
        { kind: 'crashed', code: 'broken', users: 1 },
        { kind: 'slow', code: 'slow', users: 1 },
      ],
    });
  });

  test('releases and scopes are counted apart', async () => {
    const { open } = await setUp();
    const counts = open();
    counts.record('ann', [ready, { ...crashed, scope: 'shop-floor', release: STABLE }]);
    expect(counts.read('shop')).toEqual([{ release: STABLE, users: 1, failed: 0, slow: 0, failures: [] }]);
    expect(counts.read('shop-floor')).toMatchObject([{ release: STABLE, users: 1, failed: 1 }]);
    expect(counts.read('elsewhere')).toEqual([]);
  });

  test('a user whom two gateways saw is one user, and each gateway reads the same', async () => {
    const { open } = await setUp();
    const [one, other] = [open(), open()];
    one.record('ann', [crashed]);
    other.record('ann', [{ ...ready, release: CANARY }]);
    other.record('ben', [{ ...ready, release: CANARY }]);
    const expected = { release: CANARY, users: 2, failed: 1, slow: 0, failures: [{ kind: 'crashed', code: 'broken', users: 1 }] };
    await eventually(() => {
      expect(of(one, CANARY)).toEqual(expected);
      expect(of(other, CANARY)).toEqual(expected);
    });
  });

  test('what was thrown is told with the failure, by every gateway, and no more of it than has room', async () => {
    const { open } = await setUp();
    const [one, other] = [open(), open()];
    const error = (number: number): ReportedEvent => ({
      ...crashed,
      kind: 'uncaught',
      code: `error-${number}`,
      thrown: { message: `Number ${number}`, stack: 'save items.js:1:2' },
    });
    one.record('ann', [error(0)]);
    one.record('ben', [{ ...error(0), thrown: { message: 'Said later', stack: '' } }]);
    const expected = { kind: 'uncaught', code: 'error-0', users: 2, thrown: { message: 'Number 0', stack: 'save items.js:1:2' } };
    await eventually(() => {
      expect(of(one, CANARY)).toMatchObject({ failed: 2, failures: [expected] });
      expect(of(other, CANARY)).toMatchObject({ failed: 2, failures: [expected] });
    });
    for (let number = 1; number <= 30; number += 1) one.record(`user-${number}`, [error(number)]);
    const failures = of(one, CANARY)?.failures ?? [];
    expect(failures).toHaveLength(10);
    expect(failures[0]).toMatchObject({ code: 'error-0', users: 2 });
  });

  test('who joins later knows what was reported before', async () => {
    const { open } = await setUp();
    const first = open();
    first.record('ann', [crashed]);
    const late = open();
    await eventually(() => expect(of(late, CANARY)).toMatchObject({ users: 1, failed: 1 }));
  });

  test('what is older than the window counts no more; a failure goes before its user does', async () => {
    const { open, pass } = await setUp();
    const counts = open();
    counts.record('ann', [crashed]);
    counts.record('ben', [crashed]);
    pass(20 * MINUTE_MS);
    counts.record('ann', [{ ...ready, release: CANARY }]);
    expect(of(counts, CANARY)).toMatchObject({ users: 2, failed: 2 });
    pass(11 * MINUTE_MS);
    expect(of(counts, CANARY)).toEqual({ release: CANARY, users: 1, failed: 0, slow: 0, failures: [] });
    pass(20 * MINUTE_MS);
    expect(of(counts, CANARY)).toBeNull();
  });

  test('read since a moment, what was before it does not count', async () => {
    const { open, pass, now } = await setUp();
    const counts = open();
    counts.record('ann', [crashed]);
    pass(MINUTE_MS);
    const since = new Date(now());
    counts.record('ben', [{ ...ready, release: CANARY }]);
    expect(of(counts, CANARY, since)).toMatchObject({ users: 1, failed: 0 });
    counts.record('ann', [{ ...ready, release: CANARY }]);
    expect(of(counts, CANARY, since)).toMatchObject({ users: 2, failed: 0, failures: [] });
  });

  test('a crowd stays within its bound, and its shares stay what they are', async () => {
    const { open } = await setUp();
    const counts = open();
    for (let user = 0; user < 6_000; user += 1) counts.record(`user-${user}`, [user % 5 === 0 ? crashed : { ...ready, release: CANARY }]);
    const health = of(counts, CANARY);
    expect(health?.users).toBe(2_000);
    expect((health?.failed ?? 0) / 2_000).toBeCloseTo(0.2, 1);
  });
}
