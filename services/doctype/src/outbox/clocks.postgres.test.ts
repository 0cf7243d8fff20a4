import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createDomainService } from '../domain-service.ts';
import { faultOf, heldTransport } from '../testing/held-transport.ts';
import { inProcessTransport } from '../testing/in-process-transport.ts';
import { heardOf, probeDomain, sendProbes } from '../testing/probe-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ domains: () => [probeDomain()], roles: ['ops'] });
});
beforeEach(() => desk.empty());
afterEach(() => void vi.useRealTimers());
afterAll(() => desk.close());

test.each([1, -1])('claims each message once although the clocks are %i hour apart', async (hours) => {
  const open = (transport: Parameters<typeof createDomainService>[1]['transport']) =>
    createDomainService(probeDomain(), { db: desk.db, references: { resolve: async () => [] }, transport });
  const never = Promise.withResolvers<void>();
  const slow = open(inProcessTransport({ probe: () => never.promise }));
  await sendProbes(desk.db, [['slow', 1]], new Date('2026-01-01T00:00:00Z'));
  const draining = slow.relay.drain();
  await vi.waitFor(async () => expect((await slow.messages.list({}, desk.call())).items).toMatchObject([{ attempts: 1 }]));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
  const other = heldTransport();
  const away = open(other);
  await away.relay.drain(0);
  expect(other.taken).toEqual([]);
  // What fails there is due here soon after, and not in an hour.
  await sendProbes(desk.db, [['other', 2]], new Date('2026-01-01T00:00:00Z'));
  await away.relay.drain(0);
  expect(other.taken).toHaveLength(1);
  await other.tell(faultOf(other.taken[0] as (typeof other.taken)[number], true));
  vi.useRealTimers();
  never.resolve();
  await draining;
  await vi.waitFor(async () => {
    await slow.relay.drain();
    expect(await heardOf(desk.db)).toEqual(['slow 1 delivered', 'other 2 delivered']);
  }, 5_000);
});
