import { Refusal } from '@business-m/protocols';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDomainService } from '../domain-service.ts';
import { inProcessTransport } from '../testing/in-process-transport.ts';
import { libraryDomain } from '../testing/sample-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';

let desk: TestDesk;
let clock = Date.parse('2026-01-01T00:00:00Z');
let arrived: { step: string; id: string; key: string | undefined }[] = [];
let receive: (message: { step: string; id: string }) => Promise<void>;

const transport = inProcessTransport({
  async notice(request, call) {
    const message = request as { step: string; id: string };
    arrived.push({ ...message, key: call.idempotencyKey });
    await receive(message);
  },
});

beforeAll(async () => {
  desk = await openTestDesk({
    domains: () => [libraryDomain()],
    transport: () => transport,
    roles: ['keeper'],
    now: () => new Date(clock),
  });
});
beforeEach(async () => {
  await desk.empty();
  await desk.create('shelf', { code: 'A' });
  arrived = [];
  receive = async () => {};
});
afterAll(() => desk.close());

async function submittedLoan(): Promise<string> {
  const { id } = await desk.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A' }] });
  await desk.submit('loan', id);
  return id;
}
const outbox = () => desk.db.selectFrom('library.doctype_outbox').select(['state', 'attempts', 'last_error']).orderBy('id').execute();
const counts = () => desk.service('library').relay.counts();

test('delivers a message after the commit, on behalf of its sender', async () => {
  const id = await submittedLoan();
  expect(await counts()).toMatchObject({ pending: 1, refused: 0 });
  await desk.drain();
  expect(arrived).toEqual([{ id, step: 'submitted', key: expect.stringMatching(/^library-\d+$/) }]);
  expect(await desk.get('loan', id)).toMatchObject({ notice: 'delivered', revision: 3, modified_by: 'test@example.com' });
  expect(await counts()).toMatchObject({ pending: 0, refused: 0 });
});

test('sends nothing when the transaction rolls back', async () => {
  const { id } = await desk.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A' }] });
  await expect(desk.submit('loan', id, { ifMatch: 9 })).rejects.toMatchObject({ code: 'stale' });
  expect(await outbox()).toEqual([]);
});

test('ends a message at a refusal and tells the domain', async () => {
  receive = async () => {
    throw new Refusal('closed', 'The period is closed.');
  };
  const id = await submittedLoan();
  await desk.drain();
  await desk.drain();
  expect(arrived).toHaveLength(1);
  expect(await desk.get('loan', id)).toMatchObject({ notice: 'The period is closed.' });
  expect(await counts()).toMatchObject({ pending: 0, refused: 1 });
});

test('retries a fault with the same key before the next message', async () => {
  let broken = true;
  receive = async () => {
    if (broken) throw new Error('no answer');
  };
  const id = await submittedLoan();
  await desk.cancel('loan', id);
  const other = await submittedLoan();
  await desk.drain();
  expect(arrived.map((message) => [message.id, message.step])).toEqual([
    [id, 'submitted'],
    [other, 'submitted'],
  ]);
  expect(await outbox()).toMatchObject([{ state: 'pending', attempts: 1, last_error: 'no answer' }, { attempts: 0 }, { attempts: 1 }]);
  await desk.drain();
  expect(arrived).toHaveLength(2);
  broken = false;
  clock += 60_000;
  await desk.drain();
  expect(arrived.filter((message) => message.id === id).map((message) => message.step)).toEqual(['submitted', 'submitted', 'cancelled']);
  expect(new Set(arrived.map((message) => message.key)).size).toBe(3);
  expect(await counts()).toMatchObject({ pending: 0, refused: 0 });
});

test('delivers messages that another process left behind', async () => {
  await submittedLoan();
  const delivered = Promise.withResolvers<void>();
  receive = async () => delivered.resolve();
  const next = createDomainService(libraryDomain(), {
    db: desk.db,
    transport,
    references: { resolve: async () => [] },
    now: () => new Date(clock),
  });
  next.relay.start();
  await delivered.promise;
  const again = Promise.withResolvers<void>();
  receive = async () => again.resolve();
  const { id } = await next.documents.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A' }] }, desk.call());
  await next.documents.submit('loan', id, desk.call());
  await again.promise;
  await next.relay.stop(5_000);
  expect(await counts()).toMatchObject({ pending: 0, refused: 0 });
});

test('delivers due messages when it stops, within the time limit', async () => {
  const never = Promise.withResolvers<void>();
  receive = () => never.promise;
  await submittedLoan();
  await desk.service('library').relay.stop(10);
  expect(await counts()).toMatchObject({ pending: 1, refused: 0 });
  never.resolve();
  await desk.drain();
  expect(await counts()).toMatchObject({ pending: 0, refused: 0 });
});
