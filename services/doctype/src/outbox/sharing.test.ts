import { Unavailable } from '@business-m/protocols';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createDomainService, type DomainService } from '../domain-service.ts';
import { faultOf, heldTransport, resultOf } from '../testing/held-transport.ts';
import { inProcessTransport } from '../testing/in-process-transport.ts';
import { heardOf, probeDomain, probesOf, sendProbes } from '../testing/probe-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';
import type { RelayTuning } from './tuning.ts';

let desk: TestDesk;
let clock = Date.parse('2026-01-01T00:00:00Z');
const now = () => new Date(clock);

beforeAll(async () => {
  desk = await openTestDesk({ domains: () => [probeDomain()], now, roles: ['ops'] });
});
beforeEach(() => desk.empty());
afterAll(() => desk.close());

/** Another process of the same domain. */
function process(transport: Parameters<typeof createDomainService>[1]['transport'], tuning: Partial<RelayTuning> = {}): DomainService {
  return createDomainService(probeDomain(), { db: desk.db, references: { resolve: async () => [] }, transport, now, tuning });
}
const numbers = (count: number, key: (n: number) => string): [string, number][] =>
  Array.from({ length: count }, (_, index) => [key(index + 1), index + 1]);

test('shares messages between two processes, each message once', async () => {
  const arrived: number[] = [];
  const transport = () => inProcessTransport({ probe: async (request) => void arrived.push((request as { n: number }).n) });
  await sendProbes(
    desk.db,
    numbers(200, (n) => `key-${n % 50}`),
    now(),
  );
  await Promise.all([process(transport()), process(transport())].map(({ relay }) => relay.drain()));
  expect(arrived.toSorted((a, b) => a - b)).toEqual(numbers(200, String).map(([, n]) => n));
  expect(await heardOf(desk.db)).toHaveLength(200);
});

test('takes over the claims of a killed process when its lease runs out', async () => {
  const never = Promise.withResolvers<void>();
  const killed = process(inProcessTransport({ probe: () => never.promise }));
  const other = heldTransport();
  const survivor = process(other);
  await sendProbes(desk.db, numbers(3, String), now());
  void killed.relay.drain();
  await vi.waitFor(async () => {
    const { rows } = await claims();
    expect(rows).toBe(3);
  });
  await survivor.relay.drain(0);
  expect(other.taken).toEqual([]);
  clock += 10_000;
  await survivor.relay.drain(0);
  expect(other.taken.map(({ attempt }) => attempt)).toEqual([2, 2, 2]);
  for (const message of other.taken) await other.tell(resultOf(message));
  // It was not dead after all.
  never.resolve();
  await killed.relay.drain();
  expect(await heardOf(desk.db)).toEqual(['1 1 delivered', '2 2 delivered', '3 3 delivered']);

  async function claims() {
    const { count } = await desk.db
      .selectFrom('probe.doctype_outbox')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('claimed_by', 'is not', null)
      .executeTakeFirstOrThrow();
    return { rows: Number(count) };
  }
});

test('keeps the claims of a living process', async () => {
  const never = Promise.withResolvers<void>();
  const slow = process(inProcessTransport({ probe: () => never.promise }), { leaseMs: 300 });
  const other = heldTransport();
  await sendProbes(desk.db, numbers(1, String), now());
  const draining = slow.relay.drain();
  const lease = async () =>
    (await desk.db.selectFrom('probe.doctype_outbox').select('next_attempt_at').executeTakeFirstOrThrow()).next_attempt_at;
  await vi.waitFor(async () => expect(Date.parse(await lease())).toBeGreaterThan(clock));
  const first = Date.parse(await lease());
  clock += 200;
  await vi.waitFor(async () => expect(Date.parse(await lease())).toBe(first + 200));
  clock += 200;
  await process(other).relay.drain(0);
  expect(other.taken).toEqual([]);
  never.resolve();
  await draining;
  expect(await probesOf(desk.db)).toEqual(['1 1 delivered']);
});

test('delivers a thousand messages while one receiver never answers', async () => {
  const good = inProcessTransport({
    async probe(request) {
      if ((request as { n: number }).n === 1) throw new TypeError('cannot read it');
    },
  });
  const { relay, messages } = process(good, { maxFaults: 3 });
  const sent = numbers(1001, (n) => (n <= 2 ? 'poisoned' : `key-${n % 100}`));
  await sendProbes(desk.db, sent, now());
  for (let tries = 0; tries < 3; tries += 1) {
    await relay.drain();
    clock += 60_000;
  }
  expect(await relay.counts()).toMatchObject({ pending: 1, dispatched: 0, refused: 0, dead: 1 });
  expect((await messages.list({ state: 'dead' }, desk.call())).items).toMatchObject([{ last_error: 'cannot read it', attempts: 3 }]);
  expect((await heardOf(desk.db)).filter((line) => line.endsWith('delivered'))).toHaveLength(999);
}, 180_000);

test('does not delay messages claimed with a slow one', async () => {
  const slowest = Promise.withResolvers<void>();
  const { relay } = process(
    inProcessTransport({ probe: async (request) => ((request as { n: number }).n === 1 ? slowest.promise : undefined) }),
  );
  await sendProbes(
    desk.db,
    numbers(100, (n) => String(n)),
    now(),
  );
  const draining = relay.drain();
  await vi.waitFor(async () => expect(await heardOf(desk.db)).toHaveLength(99), { timeout: 15_000 });
  slowest.resolve();
  await draining;
  expect(await heardOf(desk.db)).toHaveLength(100);
});

test('retries a due message while another hangs', async () => {
  const hanging = Promise.withResolvers<void>();
  const tried: number[] = [];
  const transport = inProcessTransport({
    async probe(request) {
      const { n } = request as { n: number };
      tried.push(n);
      if (n === 1) await hanging.promise;
      if (n === 2 && tried.filter((each) => each === 2).length < 3) throw new Unavailable('not yet');
    },
  });
  const service = createDomainService(probeDomain(), {
    db: desk.db,
    references: { resolve: async () => [] },
    transport,
    tuning: { longestSleepMs: 100 },
  });
  await sendProbes(desk.db, numbers(2, String), new Date());
  service.relay.start();
  await vi.waitFor(async () => expect(await heardOf(desk.db)).toEqual(['2 2 delivered']), { timeout: 10_000 });
  hanging.resolve();
  await service.relay.stop(1_000);
});

test('drains until the outcomes have come and their followers are sent', async () => {
  const held = heldTransport();
  const { relay } = process(held);
  await sendProbes(
    desk.db,
    [
      ['a', 1],
      ['a', 2],
    ],
    now(),
  );
  const drained = relay.drain();
  for (const n of [1, 2]) {
    await vi.waitFor(() => expect(held.taken).toHaveLength(n), { timeout: 5_000 });
    await held.tell(resultOf(held.taken[n - 1] as (typeof held.taken)[number]));
  }
  await drained;
  expect(await heardOf(desk.db)).toEqual(['a 1 delivered', 'a 2 delivered']);
});

test('releases claims it has not begun when it stops', async () => {
  const held = heldTransport();
  const { relay } = process({ ...held, dispatch: () => new Promise(() => {}) }, { concurrency: 2 });
  await sendProbes(desk.db, numbers(10, String), now());
  await relay.stop(300);
  const other = heldTransport();
  await process(other).relay.drain(0);
  expect(other.taken).toHaveLength(8);
  await other.tell(faultOf(other.taken[0] as (typeof other.taken)[number], true));
});

test('restarts a stopped relay while its earlier work is still running', async () => {
  const slow = Promise.withResolvers<void>();
  const { relay } = process(
    inProcessTransport({ probe: async (request) => ((request as { n: number }).n === 1 ? slow.promise : undefined) }),
    { concurrency: 1, leaseMs: 60_000 },
  );
  await sendProbes(desk.db, numbers(3, String), now());
  relay.start();
  await vi.waitFor(async () => {
    const { attempts } = await desk.db.selectFrom('probe.doctype_outbox').select('attempts').orderBy('id').executeTakeFirstOrThrow();
    expect(attempts).toBe(1);
  });
  await relay.stop(50);
  relay.start();
  slow.resolve();
  await vi.waitFor(async () => expect(await heardOf(desk.db)).toHaveLength(3), { timeout: 10_000 });
  await relay.stop(1_000);
});
