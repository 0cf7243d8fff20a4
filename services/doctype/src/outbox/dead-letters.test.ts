import type { Message } from '@business-m/metadata';
import { type Outcome, Refusal, Unavailable } from '@business-m/protocols';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inProcessTransport } from '../testing/in-process-transport.ts';
import { libraryDomain } from '../testing/sample-domain.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';

const CLOSED = new Refusal('closed', 'The library is closed.');
let desk: TestDesk;
const START = Date.parse('2026-01-01T00:00:00Z');
let clock = START;
let answer: () => Promise<unknown>;
let tell: (outcome: Outcome) => Promise<void>;

beforeAll(async () => {
  desk = await openTestDesk({
    domains: () => [libraryDomain()],
    transport() {
      const transport = inProcessTransport({ notice: () => answer() });
      return {
        ...transport,
        async listen(scope, settle) {
          tell = settle;
          return transport.listen(scope, settle);
        },
      };
    },
    roles: ['keeper'],
    now: () => new Date(clock),
    tuning: { maxFaults: 2 },
  });
});
beforeEach(async () => {
  clock = START;
  await desk.empty();
  await desk.create('shelf', { code: 'A' });
  answer = async () => null;
});
afterAll(() => desk.close());

const service = () => desk.service('library');
const ops = () => desk.call({ roles: ['ops'], user: 'ops@example.com' });
const messages = (query = {}) => service().messages.list(query, ops());
const only = async (): Promise<Message> => (await messages()).items[0] as Message;
async function submittedLoan(): Promise<string> {
  const { id } = await desk.create('loan', { lent_on: '2026-01-05', lines: [{ shelf: 'A' }] });
  await desk.submit('loan', id);
  return id;
}
async function refused(): Promise<string> {
  answer = () => Promise.reject(CLOSED);
  const id = await submittedLoan();
  await desk.drain();
  answer = async () => null;
  return id;
}
async function givenUp(): Promise<string> {
  answer = () => Promise.reject(new Error('cannot read it'));
  const id = await submittedLoan();
  await desk.drain();
  clock += 60_000;
  await desk.drain();
  answer = async () => null;
  return id;
}

test('keeps a refused message with its reason, and records who retried it', async () => {
  const id = await refused();
  const letter = await only();
  expect(letter).toMatchObject({
    topic: 'notice',
    key: id,
    state: 'refused',
    attempts: 1,
    last_error: 'The library is closed.',
    next_attempt_at: null,
    settled_at: '2026-01-01T00:00:00.000Z',
    user: 'test@example.com',
    payload: { id, step: 'submitted' },
    retried_by: null,
    retryable: true,
    dismissable: true,
    dismissed_by: null,
    dismissed_at: null,
    dismissed_reason: null,
  });
  const again = await service().messages.retry(letter.id, ops());
  expect(again).toMatchObject({ state: 'pending', retried_by: 'ops@example.com', retryable: false, settled_at: null });
  expect(await desk.get('loan', id)).toMatchObject({ notice: 'asked again' });
  await desk.drain();
  expect(await only()).toMatchObject({ state: 'delivered', attempts: 2, last_error: null, retried_by: 'ops@example.com' });
  expect(await desk.get('loan', id)).toMatchObject({ notice: 'delivered' });
});

test('blocks the messages behind a dead one until it is retried', async () => {
  const id = await givenUp();
  await desk.cancel('loan', id);
  expect(await desk.get('loan', id)).toMatchObject({ status: 'cancelled', notice: 'given back' });
  await desk.drain();
  const [behind, head] = (await messages({ key: id })).items as [Message, Message];
  expect(head).toMatchObject({ state: 'dead', retryable: true, attempts: 2, last_error: 'cannot read it' });
  expect(behind).toMatchObject({ state: 'pending', attempts: 0, retryable: false });
  await service().messages.retry(head.id, ops());
  await desk.drain();
  clock += 1000;
  await desk.drain();
  expect((await messages({ key: id })).items.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
});

test('gives a retried message all its tries again', async () => {
  await givenUp();
  const letter = await only();
  await service().messages.retry(letter.id, ops());
  answer = () => Promise.reject(new Error('still not'));
  await desk.drain();
  expect(await only()).toMatchObject({ state: 'pending', attempts: 3 });
  clock += 60_000;
  await desk.drain();
  expect(await only()).toMatchObject({ state: 'dead', attempts: 4, last_error: 'still not' });
});

test('refuses to retry a message that is not dead, was overtaken, or does not exist', async () => {
  const id = await refused();
  const letter = await only();
  await desk.cancel('loan', id);
  await desk.drain();
  expect((await messages()).items.map(({ retryable }) => retryable)).toEqual([false, false]);
  await expect(service().messages.retry(letter.id, ops())).rejects.toMatchObject({ code: 'not-retryable', message: /a later one/ });
  await expect(service().messages.retry(letter.id + 1, ops())).rejects.toMatchObject({ code: 'not-retryable', message: /delivered/ });
  await expect(service().messages.retry(999_999, ops())).rejects.toMatchObject({ code: 'not-found' });
});

test('changes nothing when the domain refuses a retry', async () => {
  const id = await refused();
  await desk.db.updateTable('library.loan').set({ status: 'draft' }).where('id', '=', id).execute();
  await expect(service().messages.retry((await only()).id, ops())).rejects.toMatchObject({ code: 'wrong-status' });
  expect(await only()).toMatchObject({ state: 'refused', retried_by: null });
  expect(await desk.get('loan', id)).toMatchObject({ notice: 'The library is closed.' });
});

test('retries all of one state and says why some cannot be', async () => {
  const ids = [await refused(), await refused(), await refused()];
  await desk.db.updateTable('library.loan').set({ status: 'draft' }).where('id', '=', ids[1]).execute();
  const result = await service().messages.retryAll('refused', ops());
  expect(result).toEqual({
    retried: 2,
    refused: [{ id: expect.any(Number), code: 'wrong-status', message: 'It is a draft.' }],
    more: false,
    last: expect.any(Number),
  });
  await desk.drain();
  expect(await messages()).toMatchObject({ counts: { pending: 0, dispatched: 0, refused: 1, dead: 0 } });
});

test('retries messages behind many that cannot be retried', async () => {
  await refused();
  const { id } = await only();
  await sql`insert into library.doctype_outbox (topic, key, payload, sender, state, attempts, created_at, next_attempt_at)
    select topic, key || n, payload, sender, state, attempts, created_at, next_attempt_at from library.doctype_outbox, generate_series(1, 200) n`.execute(
    desk.db,
  );
  await desk.db.updateTable('library.loan').set({ status: 'draft' }).execute();
  const good = await refused();
  const first = await service().messages.retryAll('refused', ops());
  expect(first).toMatchObject({ retried: 0, more: true, last: id + 199 });
  expect(first.refused).toHaveLength(200);
  expect(await service().messages.retryAll('refused', ops(), first.last)).toMatchObject({ retried: 1, more: false });
  await desk.drain();
  expect(await desk.get('loan', good)).toMatchObject({ notice: 'delivered' });
});

test('dismisses a dead letter and records who did it, when and why', async () => {
  const id = await refused();
  const letter = await only();
  await expect(service().messages.dismiss(letter.id, 'Tidying up.', ops())).rejects.toMatchObject({ code: 'wrong-status' });
  expect(await only()).toMatchObject({ state: 'refused', dismissed_by: null });
  await desk.cancel('loan', id);
  await desk.drain();
  const gone = {
    state: 'dismissed',
    dismissed_by: 'ops@example.com',
    dismissed_at: '2026-01-01T00:01:00.000Z',
    dismissed_reason: 'Given back.',
    last_error: 'The library is closed.',
    dismissable: false,
    retryable: false,
    next_attempt_at: null,
  };
  clock = Date.parse('2026-01-01T00:01:00Z');
  expect(await service().messages.dismiss(letter.id, 'Given back.', ops())).toMatchObject(gone);
  expect(await messages()).toMatchObject({ counts: { pending: 0, dispatched: 0, refused: 0, dead: 0 } });
  expect((await messages({ state: 'dismissed' })).items).toMatchObject([gone]);
  await expect(service().messages.dismiss(letter.id, 'Again.', ops())).rejects.toMatchObject({ code: 'not-dismissable' });
  await expect(service().messages.retry(letter.id, ops())).rejects.toMatchObject({ code: 'not-retryable', message: /dismissed/ });
  await expect(service().messages.dismiss(letter.id + 1, 'Delivered.', ops())).rejects.toMatchObject({ code: 'not-dismissable' });
  await expect(service().messages.dismiss(999_999, 'Not there.', ops())).rejects.toMatchObject({ code: 'not-found' });
});

test('refuses to dismiss a dead message while others of its key wait', async () => {
  const id = await givenUp();
  await desk.cancel('loan', id);
  await desk.drain();
  const head = (await messages({ key: id })).items.at(-1) as Message;
  expect(head).toMatchObject({ state: 'dead', dismissable: false });
  await expect(service().messages.dismiss(head.id, 'Given back.', ops())).rejects.toMatchObject({
    code: 'not-dismissable',
    message: /others about L-\d+ wait/,
  });
});

test('marks a dismissed message delivered when it arrives after all', async () => {
  const id = await refused();
  const letter = await only();
  await desk.cancel('loan', id);
  await desk.drain();
  await service().messages.dismiss(letter.id, 'Given back.', ops());
  await tell({ kind: 'refusal', id: `library-${letter.id}`, attempt: 1, refusal: CLOSED.toJSON() });
  expect(await service().messages.get(letter.id, ops())).toMatchObject({ state: 'dismissed' });
  await tell({ kind: 'result', id: `library-${letter.id}`, attempt: 1, result: null });
  expect(await service().messages.get(letter.id, ops())).toMatchObject({ state: 'delivered', dismissed_by: 'ops@example.com' });
});

test('lets one of two dismissals and a retry succeed', async () => {
  const id = await refused();
  const { id: number } = await only();
  await desk.db.updateTable('library.loan').set({ status: 'cancelled' }).where('id', '=', id).execute();
  const { messages: outbox } = service();
  const calls = [outbox.dismiss(number, 'One.', ops()), outbox.dismiss(number, 'Two.', ops()), outbox.retry(number, ops())];
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('lets one of two retries succeed', async () => {
  await refused();
  const { id } = await only();
  const outcomes = await Promise.allSettled([service().messages.retry(id, ops()), service().messages.retry(id, ops())]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('shows the outbox to operations, and messages about a document to its readers', async () => {
  const id = await refused();
  const letter = await only();
  const { messages: service } = desk.service('library');
  const keeper = desk.call();
  const stranger = desk.call({ roles: ['accounts'] });
  expect((await service.list({ key: id }, keeper)).items).toEqual([letter]);
  expect(await service.list({ key: id }, keeper)).toMatchObject({ counts: { refused: 1 } });
  const denied = [
    () => service.list({}, keeper),
    () => service.list({ key: 'L-99999' }, keeper),
    () => service.list({ key: id }, stranger),
    () => service.get(letter.id, keeper),
    () => service.retry(letter.id, keeper),
    () => service.retryAll('refused', keeper),
    () => service.dismiss(letter.id, 'Not mine.', keeper),
  ];
  for (const ask of denied) await expect(ask()).rejects.toMatchObject({ code: 'forbidden' });
});

test('shows host names only to operations', async () => {
  answer = () => Promise.reject(new Unavailable('The database “finance” at db.internal:5432 does not let the user “desk” in.'));
  const id = await submittedLoan();
  await desk.drain();
  expect((await only()).last_error).toContain('db.internal');
  expect((await desk.service('library').messages.list({ key: id }, desk.call())).items).toMatchObject([
    { last_error: expect.stringMatching(/^It did not arrive yet/) },
  ]);
});

test('lists the newest first, by state and in pages', async () => {
  answer = () => Promise.reject(new Unavailable('nobody there'));
  const ids = [await submittedLoan(), await submittedLoan(), await submittedLoan()].toReversed();
  await desk.drain();
  const first = await messages({ state: 'pending', limit: 2 });
  const second = await messages({ state: 'pending', limit: 2, cursor: first.next ?? '' });
  expect([...first.items, ...second.items].map(({ key }) => key)).toEqual(ids);
  expect(second.next).toBeNull();
  expect(first.counts).toEqual({ pending: 3, dispatched: 0, refused: 0, dead: 0 });
  expect(await messages({ state: 'dead' })).toMatchObject({ items: [], next: null });
  await expect(messages({ cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'bad-query', field: 'cursor' });
  clock += 5_000;
  expect(await service().relay.counts()).toMatchObject({ pending: 3, oldest_s: 5 });
});
