import { afterAll, beforeAll, expect, test } from 'vitest';
import { inProcessTransport } from './testing/in-process-transport.ts';
import { libraryDomain } from './testing/sample-domain.ts';
import { openTestDesk, type TestDesk } from './testing/test-desk.ts';

const DAY_MS = 86_400_000;
let desk: TestDesk;
let clock = Date.parse('2026-01-01T00:00:00Z');
beforeAll(async () => {
  desk = await openTestDesk({
    domains: () => [libraryDomain()],
    transport: () => inProcessTransport({ notice: async () => null }),
    roles: ['keeper'],
    now: () => new Date(clock),
  });
});
afterAll(() => desk.close());

const rows = async (table: string) => (await desk.db.selectFrom(`library.${table}`).selectAll().execute()).length;

test('keeps answers for a week, delivered messages for a month, open messages for ever', async () => {
  await desk.create('shelf', { code: 'A' }, { idempotencyKey: 'k' });
  const { id } = await desk.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A' }] });
  await desk.submit('loan', id);
  await desk.drain();
  await desk.cancel('loan', id);
  const { tidy } = desk.service('library');

  clock += 7 * DAY_MS;
  await tidy();
  expect([await rows('doctype_idempotency'), await rows('doctype_outbox')]).toEqual([1, 2]);
  clock += 1;
  await tidy();
  expect([await rows('doctype_idempotency'), await rows('doctype_outbox')]).toEqual([0, 2]);
  clock += 30 * DAY_MS;
  await tidy();
  expect(await desk.db.selectFrom('library.doctype_outbox').select('state').execute()).toEqual([{ state: 'pending' }]);
});
