import { faultOf, heldTransport, refusalOf, resultOf } from '@business-m/doctype/testing';
import type { Dispatch } from '@business-m/protocols';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStockDesk, type StockDesk } from '../testing/stock-desk.ts';

let desk: StockDesk;
let clock = Date.parse('2026-05-20T12:00:00Z');
const transport = heldTransport();

beforeAll(async () => {
  desk = await openStockDesk(() => new Date(clock), { transport });
});
beforeEach(async () => {
  clock = Date.parse('2026-05-20T12:00:00Z');
  await desk.reset();
  transport.taken.length = 0;
});
afterAll(() => desk.close());

const ops = () => desk.call({ roles: ['ops'], user: 'ops@example.com' });
const outbox = () => desk.service('wms').messages;
const round = () => desk.service('wms').relay.drain(0);
const entry = (id: string) => desk.get('stock-entry', id);
const last = () => transport.taken.at(-1) as Dispatch;
const topics = () => transport.taken.map(({ topic }) => topic);
/** Submitted, and its posting handed over. */
async function submitted(): Promise<string> {
  const { id } = await desk.post('receipt', [['BOLT', '3', '1.00']]);
  await round();
  return id;
}
async function givenUp(): Promise<string> {
  const id = await submitted();
  for (let tries = 1; tries <= 10; tries += 1) {
    await transport.tell(faultOf(last()));
    clock += 60_000;
    await round();
  }
  return id;
}
const letter = async (id: string, topic: string) => {
  const found = (await outbox().list({ key: id }, ops())).items.find((message) => message.topic === topic);
  if (!found) throw new Error(`no ${topic} of ${id}`);
  return found;
};

test('cancels with the revision of the submit although the ledger has answered since', async () => {
  const { id, revision } = await desk.post('receipt', [['BOLT', '3', '1.00']]);
  await round();
  await transport.tell(resultOf(last()));
  // The desk that polls sees the news by its revision.
  expect(await entry(id)).toMatchObject({ posting_status: 'posted', revision: revision + 1 });
  expect(await entry(id)).not.toHaveProperty('edited_revision');
  await expect(desk.cancel('stock-entry', id, { ifMatch: revision - 1 })).rejects.toMatchObject({ code: 'stale' });
  await expect(desk.cancel('stock-entry', id, { ifMatch: revision + 2 })).rejects.toMatchObject({ code: 'stale' });
  const cancelled = await desk.cancel('stock-entry', id, { ifMatch: revision });
  await expect(desk.amend('stock-entry', id, { ifMatch: revision + 1 })).rejects.toMatchObject({ code: 'stale' });
  await desk.amend('stock-entry', id, { ifMatch: cancelled.revision });
});

test('keeps the reversal behind a dead posting until it is retried', async () => {
  const id = await givenUp();
  const posting_error = 'The ledger could not take it (broken); somebody from operations can try again.';
  expect(await entry(id)).toMatchObject({ posting_status: 'failed', posting_error });
  expect(await desk.cancel('stock-entry', id)).toMatchObject({ status: 'cancelled', posting_status: 'failed', posting_error });
  expect(await desk.balances()).toEqual(['BOLT MAIN 0 0.00']);
  await round();
  await outbox().retry((await letter(id, 'ledger.post')).id, ops());
  expect(await entry(id)).toMatchObject({ posting_status: 'pending', posting_error: null });
  await round();
  await transport.tell(resultOf(last()));
  expect(await entry(id)).toMatchObject({ posting_status: 'pending' });
  clock += 1_000;
  await round();
  expect(topics().slice(-2)).toEqual(['ledger.post', 'ledger.reverse']);
  await transport.tell(resultOf(last()));
  expect(await entry(id)).toMatchObject({ status: 'cancelled', posting_status: 'reversed', posting_error: null });
});

test('posts a refused entry again after a retry', async () => {
  const id = await submitted();
  await transport.tell(refusalOf(last()));
  expect(await entry(id)).toMatchObject({ posting_status: 'failed', posting_error: 'The ledger refused it: No.' });
  await outbox().retry((await letter(id, 'ledger.post')).id, ops());
  expect(await entry(id)).toMatchObject({ posting_status: 'pending', posting_error: null });
  await round();
  await transport.tell(resultOf(last()));
  expect(await entry(id)).toMatchObject({ posting_status: 'posted' });
});

test('refuses to retry the posting of a cancelled entry', async () => {
  const id = await submitted();
  await transport.tell(refusalOf(last()));
  expect(await desk.cancel('stock-entry', id)).toMatchObject({ posting_status: 'none' });
  await expect(outbox().retry((await letter(id, 'ledger.post')).id, ops())).rejects.toMatchObject({ code: 'wrong-status' });
  await round();
  expect(topics()).toEqual(['ledger.post']);
  expect(await entry(id)).toMatchObject({ posting_status: 'none' });
});

test('reverses a refused try that arrives after the cancellation', async () => {
  const id = await submitted();
  const first = last();
  await transport.tell(refusalOf(first));
  await desk.cancel('stock-entry', id);
  await transport.tell(resultOf(first));
  expect(await entry(id)).toMatchObject({ posting_status: 'pending' });
  await round();
  expect(last()).toMatchObject({ topic: 'ledger.reverse', request: { voucher: { id }, posting_date: '2026-05-20' } });
  await transport.tell(resultOf(last()));
  expect(await entry(id)).toMatchObject({ status: 'cancelled', posting_status: 'reversed' });
});

test('reverses again a posting that arrives after its reversal found nothing', async () => {
  const id = await submitted();
  const posting = last();
  await desk.cancel('stock-entry', id);
  await transport.tell(refusalOf(posting));
  await round();
  const reversal = last();
  await transport.tell(resultOf(posting));
  await transport.tell({ ...refusalOf(reversal), refusal: { code: 'not-posted', message: 'Not posted.' } } as never);
  expect(await entry(id)).toMatchObject({ posting_status: 'pending' });
  await round();
  expect(topics()).toEqual(['ledger.post', 'ledger.reverse', 'ledger.reverse']);
  await transport.tell(resultOf(last()));
  expect(await entry(id)).toMatchObject({ status: 'cancelled', posting_status: 'reversed' });
});

test('shows pending until the reversal of an overtaken posting is in the ledger', async () => {
  const id = await submitted();
  await desk.cancel('stock-entry', id);
  await transport.tell(resultOf(last()));
  expect(await entry(id)).toMatchObject({ posting_status: 'pending' });
  await round();
  await transport.tell(resultOf(last()));
  expect(topics()).toEqual(['ledger.post', 'ledger.reverse']);
  expect(await entry(id)).toMatchObject({ posting_status: 'reversed' });
});

test('allows a retry of a refused reversal', async () => {
  const id = await submitted();
  await transport.tell(resultOf(last()));
  await desk.cancel('stock-entry', id);
  await round();
  await transport.tell(refusalOf(last()));
  expect(await entry(id)).toMatchObject({ status: 'cancelled', posting_status: 'failed', posting_error: 'The ledger refused it: No.' });
  await outbox().retry((await letter(id, 'ledger.reverse')).id, ops());
  await round();
  await transport.tell(resultOf(last()));
  expect(await entry(id)).toMatchObject({ posting_status: 'reversed', posting_error: null });
});

test('dismisses a refused posting only after its entry is cancelled', async () => {
  const id = await submitted();
  await transport.tell(refusalOf(last()));
  const { id: number } = await letter(id, 'ledger.post');
  await expect(outbox().dismiss(number, 'Tidying up.', ops())).rejects.toMatchObject({ code: 'wrong-status' });
  await desk.cancel('stock-entry', id);
  await outbox().dismiss(number, 'Entered twice.', ops());
  expect(await outbox().list({}, ops())).toMatchObject({ counts: { refused: 0 } });
  expect(await entry(id)).toMatchObject({ status: 'cancelled', posting_status: 'none' });
});

test('reverses a dismissed posting that arrives after all', async () => {
  const id = await submitted();
  const posting = last();
  await transport.tell(refusalOf(posting));
  await desk.cancel('stock-entry', id);
  await outbox().dismiss((await letter(id, 'ledger.post')).id, 'Entered twice.', ops());
  await transport.tell(resultOf(posting));
  await round();
  expect(last()).toMatchObject({ topic: 'ledger.reverse', request: { voucher: { id } } });
});

test('dismisses a reversal only when the ledger has nothing to reverse', async () => {
  const notPosted = (message: Dispatch) => ({ ...refusalOf(message), refusal: { code: 'not-posted', message: 'Not posted.' } }) as never;
  const nothing = await submitted();
  await desk.cancel('stock-entry', nothing);
  await transport.tell(refusalOf(last()));
  await round();
  await transport.tell(notPosted(last()));
  for (const topic of ['ledger.reverse', 'ledger.post']) await outbox().dismiss((await letter(nothing, topic)).id, 'Never posted.', ops());
  expect(await outbox().list({}, ops())).toMatchObject({ counts: { refused: 0 } });
  expect(await entry(nothing)).toMatchObject({ posting_status: 'none' });

  const posted = await submitted();
  await transport.tell(resultOf(last()));
  await desk.cancel('stock-entry', posted);
  await round();
  await transport.tell(refusalOf(last()));
  const { id: number } = await letter(posted, 'ledger.reverse');
  await expect(outbox().dismiss(number, 'Bored of it.', ops())).rejects.toMatchObject({
    code: 'wrong-status',
    message: /still in the ledger/,
  });
  expect(await entry(posted)).toMatchObject({ posting_status: 'failed' });
});

test('refuses to dismiss a posting that the ledger may have', async () => {
  const id = await givenUp();
  const { id: number } = await letter(id, 'ledger.post');
  await expect(outbox().dismiss(number, 'Gone.', ops())).rejects.toMatchObject({ code: 'wrong-status', message: /is not known/ });
});
