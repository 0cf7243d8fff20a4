import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldTransport, refusalOf } from '../testing/held-transport.ts';
import { probeDomain, probesOf, sendProbes } from '../testing/probe-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';
import { sessionsWait } from '../testing/waiting-sessions.ts';
import { waitsForAnother } from './key-order.ts';

const transport = heldTransport();
let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({ domains: () => [probeDomain()], transport: () => transport, roles: ['ops'] });
});
afterAll(() => desk.close());

test('does not send the next message of a key while one is being retried', async () => {
  const { relay, messages } = desk.service('probe');
  await sendProbes(desk.db, [['a', 1]], new Date());
  await relay.drain(0);
  await transport.tell(refusalOf(transport.taken[0] as (typeof transport.taken)[number]));
  const [letter] = (await messages.list({}, desk.call())).items;
  await sendProbes(desk.db, [['a', 2]], new Date('2026-01-01T00:00:00Z'));
  // The domain takes its time over its answer to the retry.
  const holder = await desk.db.startTransaction().execute();
  await sql`lock table probe.heard in share mode`.execute(holder);
  const retried = messages.retry(letter?.id ?? 0, desk.call());
  expect(await sessionsWait(desk.db, 1, retried)).toBe(true);
  await relay.drain(0);
  await holder.rollback().execute();
  await retried;
  await relay.drain(0);
  expect(transport.taken.map(({ request, attempt }) => `${(request as { n: number }).n}.${attempt}`)).toEqual(['1.1', '1.2']);
  expect(await probesOf(desk.db)).toEqual(['a 1 dispatched', 'a 2 pending']);
});

test('looks into the index for each message instead of joining all messages with each other', async () => {
  const messages = Array.from({ length: 3_000 }, (_, n) => [`key ${n % 1_000}`, n] as const);
  await sendProbes(desk.db, messages, new Date());
  await sql`analyze probe.doctype_outbox`.execute(desk.db);
  const query = desk.db.withSchema('probe').selectFrom('doctype_outbox as message').select('message.id').where(waitsForAnother);
  const plan = JSON.stringify(await query.explain('json'));
  expect(plan).toContain('Index');
  expect(plan).not.toMatch(/Join|Nested Loop/);
  await sql`truncate probe.doctype_outbox`.execute(desk.db);
});
