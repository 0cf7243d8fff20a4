import { Refusal } from '@business-m/protocols';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStockDesk, type StockDesk } from '../testing/stock-desk.ts';

let desk: StockDesk;
let today = '2026-05-20';

beforeAll(async () => {
  desk = await openStockDesk(() => new Date(`${today}T12:00:00Z`));
});
afterAll(() => desk.close());
beforeEach(async () => {
  today = '2026-05-20';
  await desk.reset();
});

const row = (values: object) => expect.objectContaining(values);

test('values a receipt at cost and an issue at the average, and posts both to the ledger', async () => {
  await desk.post('receipt', [['BOLT', '10', '1.00']]);
  await desk.post('receipt', [['BOLT', '10', '2.00']]);
  const issued = await desk.post('issue', [['BOLT', '5']]);
  expect(issued).toMatchObject({ total_value: '7.50', posting_status: 'pending', lines: [{ rate: '1.5000', amount: '7.50' }] });
  expect(await desk.balances()).toEqual(['BOLT MAIN 15 22.50']);
  await desk.drain();
  expect(desk.ledger.posted.map(({ lines }) => lines.map(({ purpose, debit, credit }) => `${purpose} ${debit} ${credit}`))).toEqual([
    ['inventory 10.00 0.00', 'goods_received 0.00 10.00'],
    ['inventory 20.00 0.00', 'goods_received 0.00 20.00'],
    ['cost_of_goods 7.50 0.00', 'inventory 0.00 7.50'],
  ]);
  expect(await desk.get('stock-entry', issued.id)).toMatchObject({ posting_status: 'posted', posting_error: null });
});

test('moves the value along with a transfer', async () => {
  await desk.post('receipt', [
    ['BOLT', '3', '3.3333'],
    ['NUT', '4', '0.25'],
  ]);
  await desk.post('transfer', [
    ['BOLT', '2'],
    ['NUT', '4'],
  ]);
  expect(await desk.balances()).toEqual(['BOLT MAIN 1 3.33', 'BOLT SHOP 2 6.67', 'NUT MAIN 0 0.00', 'NUT SHOP 4 1.00']);
});

test('refuses an issue of more than there is and writes nothing', async () => {
  await desk.post('receipt', [
    ['BOLT', '5', '1.00'],
    ['NUT', '5', '1.00'],
  ]);
  await expect(
    desk.post('issue', [
      ['NUT', '1'],
      ['BOLT', '6'],
    ]),
  ).rejects.toMatchObject({
    code: 'negative-stock',
    field: 'lines.2.qty',
    current: { item: 'BOLT', warehouse: 'MAIN', qty: '5' },
  });
  expect(await desk.balances()).toEqual(['BOLT MAIN 5 5.00', 'NUT MAIN 5 5.00']);
  await desk.drain();
  expect(desk.ledger.posted).toHaveLength(1);
});

test('lets exactly ten of fifty one-unit issues of ten units succeed', async () => {
  await desk.post('receipt', [['BOLT', '10', '0.3333']]);
  const drafts = [];
  for (let index = 0; index < 50; index += 1) {
    drafts.push(
      await desk.create('stock-entry', {
        purpose: 'issue',
        posting_date: today,
        from_warehouse: 'MAIN',
        lines: [{ item: 'BOLT', qty: '1' }],
      }),
    );
  }
  const outcomes = await Promise.allSettled(drafts.map(({ id }) => desk.submit('stock-entry', id)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => (reason as Refusal).code);
  expect(refused).toHaveLength(40);
  expect(new Set(refused)).toEqual(new Set(['negative-stock']));
  expect(await desk.balances()).toEqual(['BOLT MAIN 0 0.00']);
});

test('issues below zero at the last rate where allowed, and settles at the next receipt', async () => {
  await desk.post('receipt', [['SAND', '2', '5.00']]);
  await desk.post('issue', [['SAND', '3']]);
  expect(await desk.balances()).toEqual(['SAND MAIN -1 -5.00']);
  await desk.post('receipt', [['SAND', '4', '6.00']]);
  expect(await desk.balances()).toEqual(['SAND MAIN 3 18.00']);
  await desk.drain();
  expect(desk.ledger.posted.at(-1)?.lines.map(({ purpose, debit, credit }) => `${purpose} ${debit} ${credit}`)).toEqual([
    'inventory 24.00 0.00',
    'goods_received 0.00 24.00',
    'inventory_adjustment 1.00 0.00',
    'inventory 0.00 1.00',
  ]);
});

test('reverses exactly the moved quantities on cancellation, dated today', async () => {
  today = '2026-05-01';
  const receipt = await desk.post('receipt', [
    ['BOLT', '3', '3.3333'],
    ['BOLT', '3', '1.10'],
  ]);
  const issue = await desk.post('issue', [['BOLT', '6']]);
  today = '2026-05-20';
  await expect(desk.cancel('stock-entry', receipt.id)).rejects.toMatchObject({ code: 'negative-stock' });
  await desk.cancel('stock-entry', issue.id);
  expect(await desk.balances()).toEqual(['BOLT MAIN 6 13.30']);
  await desk.cancel('stock-entry', receipt.id);
  expect(await desk.balances()).toEqual(['BOLT MAIN 0 0.00']);
  await desk.drain();
  // Each entry's own messages are in order; the two entries may overtake each other.
  expect(desk.ledger.reversed.toSorted((a, b) => a.voucher.id.localeCompare(b.voucher.id))).toEqual([
    { voucher: { doctype: 'stock-entry', id: receipt.id }, posting_date: '2026-05-20' },
    { voucher: { doctype: 'stock-entry', id: issue.id }, posting_date: '2026-05-20' },
  ]);
  expect(await desk.get('stock-entry', receipt.id)).toMatchObject({ status: 'cancelled', posting_status: 'reversed' });
});

test('refuses to cancel a receipt that a later issue was valued with, and names that issue', async () => {
  const mistake = await desk.post('receipt', [
    ['BOLT', '10', '1000.00'],
    ['NUT', '1', '1.00'],
  ]);
  await desk.post('receipt', [['BOLT', '100', '10.00']]);
  const issued = await desk.post('issue', [['BOLT', '10']]);
  await expect(desk.cancel('stock-entry', mistake.id)).rejects.toMatchObject({
    code: 'value-consumed',
    message: `Later movements of BOLT in MAIN were valued with this entry: ${issued.id}. Cancel those first, the last one first.`,
    current: { item: 'BOLT', warehouse: 'MAIN', vouchers: [issued.id] },
  });
  expect(await desk.balances()).toEqual(['BOLT MAIN 100 10000.00', 'NUT MAIN 1 1.00']);
  await desk.cancel('stock-entry', issued.id);
  await desk.cancel('stock-entry', mistake.id);
  expect(await desk.balances()).toEqual(['BOLT MAIN 100 1000.00', 'NUT MAIN 0 0.00']);
});

test('cancels an issue in spite of later movements that it did not change the value of', async () => {
  await desk.post('receipt', [['BOLT', '10', '1.00']]);
  const mistake = await desk.post('issue', [['BOLT', '2']]);
  await desk.post('issue', [['BOLT', '3']]);
  await desk.cancel('stock-entry', mistake.id);
  expect(await desk.balances()).toEqual(['BOLT MAIN 7 7.00']);
});

test('refuses to cancel an issue after which another was valued at a receipt’s average', async () => {
  await desk.post('receipt', [['BOLT', '10', '1.00']]);
  const mistake = await desk.post('issue', [['BOLT', '5']]);
  await desk.post('receipt', [['BOLT', '5', '2.00']]);
  const later = await desk.post('issue', [['BOLT', '1']]);
  await expect(desk.cancel('stock-entry', mistake.id)).rejects.toMatchObject({ code: 'value-consumed', current: { vouchers: [later.id] } });
});

test('shows a refusal of the ledger on the entry, and cancels it without a reversal', async () => {
  desk.ledger.refuseWith = new Refusal('unknown-account', 'No enabled account serves the purpose “inventory”.');
  const { id } = await desk.post('receipt', [['BOLT', '1', '1.00']]);
  await desk.drain();
  expect(await desk.get('stock-entry', id)).toMatchObject({
    posting_status: 'failed',
    posting_error: 'The ledger refused it: No enabled account serves the purpose “inventory”.',
  });
  expect(await desk.cancel('stock-entry', id)).toMatchObject({ posting_status: 'none', posting_error: null });
  await desk.drain();
  expect(desk.ledger.reversed).toEqual([]);
});

test('reverses nothing for a posting refused after cancellation', async () => {
  desk.ledger.refuseWith = new Refusal('unknown-account', 'None.');
  const { id } = await desk.post('receipt', [['BOLT', '1', '1.00']]);
  await desk.cancel('stock-entry', id);
  await desk.drain();
  expect(await desk.get('stock-entry', id)).toMatchObject({ status: 'cancelled', posting_status: 'none', posting_error: null });
});

test('computes the values of an amended entry again', async () => {
  await desk.post('receipt', [['BOLT', '10', '1.00']]);
  const issue = await desk.post('issue', [['BOLT', '5']]);
  await desk.cancel('stock-entry', issue.id);
  const draft = await desk.amend('stock-entry', issue.id);
  expect(draft).toMatchObject({
    status: 'draft',
    posting_status: 'none',
    total_value: null,
    lines: [row({ qty: '5', rate: null, amount: null })],
  });
  expect(await desk.submit('stock-entry', draft.id)).toMatchObject({ total_value: '5.00' });
});

test('refuses a posting before the latest movement of an item in a warehouse', async () => {
  await desk.post('receipt', [['BOLT', '5', '1.00']]);
  await expect(desk.post('issue', [['BOLT', '1']], { posting_date: '2026-05-19' })).rejects.toMatchObject({
    code: 'backdated',
    field: 'posting_date',
  });
  await desk.post('receipt', [['NUT', '5', '1.00']], { posting_date: '2026-05-19' });
});

test.each<[string, object, string, string]>([
  ['a fraction of a piece', { lines: [{ item: 'BOLT', qty: '1.5', rate: '1' }] }, 'lines.1.qty', 'too-many-decimals'],
  ['finer than the unit', { lines: [{ item: 'WIRE', qty: '1.0005', rate: '1' }] }, 'lines.1.qty', 'too-many-decimals'],
  ['nothing', { lines: [{ item: 'BOLT', qty: '0', rate: '1' }] }, 'lines.1.qty', 'too-small'],
  ['an hour of work', { lines: [{ item: 'HOUR', qty: '1', rate: '1' }] }, 'lines.1.item', 'not-a-stock-item'],
  ['a disabled item', { lines: [{ item: 'OLD', qty: '1', rate: '1' }] }, 'lines.1.item', 'item-disabled'],
  ['an item that is not there', { lines: [{ item: 'NONE', qty: '1', rate: '1' }] }, 'lines.1.item', 'unknown-link'],
  ['more than anybody owns', { lines: [{ item: 'WIRE', qty: '999999999', rate: '9999999' }] }, 'lines.1.rate', 'too-large'],
  ['a transfer to where it is', { purpose: 'transfer', from_warehouse: 'MAIN' }, 'to_warehouse', 'same-warehouse'],
  ['the next century', { posting_date: '2126-05-20' }, 'posting_date', 'future-date'],
])('refuses on its field: %s', async (_words, values, field, code) => {
  const refused = desk.post('receipt', [['BOLT', '1', '1']], values);
  await expect(refused).rejects.toMatchObject({ errors: expect.arrayContaining([row({ field, code })]) });
  expect(await desk.list('stock-entry')).toMatchObject({ total: 0 });
});

test('keeps an incomplete receipt as a draft, without a value that nobody has said', async () => {
  const { id } = await desk.create('stock-entry', {
    purpose: 'receipt',
    posting_date: null,
    lines: [{ item: 'BOLT', qty: '2' }, { qty: '1' }],
  });
  expect(await desk.get('stock-entry', id)).toMatchObject({ total_value: '0.00', lines: [{ amount: null }, { amount: null }] });
  await expect(desk.submit('stock-entry', id)).rejects.toMatchObject({
    errors: ['posting_date', 'to_warehouse', 'lines.1.rate', 'lines.2.item', 'lines.2.rate'].map((field) =>
      row({ field, code: 'required' }),
    ),
  });
  await desk.save('stock-entry', id, { purpose: null, lines: [{ item: 'BOLT', qty: '2', rate: '3' }] });
  expect(await desk.get('stock-entry', id)).toMatchObject({ purpose: null, lines: [{ rate: '3.0000', amount: null }] });
});

test('refuses movements in a disabled warehouse and keeps one with movements', async () => {
  const draft = await desk.create('stock-entry', {
    purpose: 'receipt',
    posting_date: today,
    to_warehouse: 'SHOP',
    lines: [{ item: 'BOLT', qty: '1', rate: '1' }],
  });
  await desk.save('warehouse', 'SHOP', { disabled: true });
  await expect(desk.submit('stock-entry', draft.id)).rejects.toMatchObject({
    code: 'warehouse-disabled',
    field: 'to_warehouse',
  });
  await desk.remove('stock-entry', draft.id);
  await desk.remove('warehouse', 'SHOP');
  await desk.post('receipt', [['BOLT', '1', '1']]);
  await expect(desk.remove('warehouse', 'MAIN')).rejects.toMatchObject({ code: 'in-use' });
});
