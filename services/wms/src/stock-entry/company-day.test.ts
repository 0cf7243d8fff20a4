import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStockDesk, type StockDesk } from '../testing/stock-desk.ts';

let desk: StockDesk;
let now = '2026-12-01T01:00:00Z';
const ledger = async (query = '') => (await desk.fetch(`/api/wms/reports/stock-ledger?${query}`)).json();
const row = (values: object) => expect.objectContaining(values);

/** West of UTC: in the evening it is tomorrow for the servers already. */
beforeAll(async () => {
  desk = await openStockDesk(() => new Date(now), { timeZone: 'America/Los_Angeles' });
});
afterAll(() => desk.close());
beforeEach(async () => {
  now = '2026-12-01T01:00:00Z';
  await desk.reset();
});

const posted = { posting_date: '2026-11-30' };

test('refuses a movement after the company’s today, although it is that day in UTC', async () => {
  await expect(desk.post('receipt', [['BOLT', '1', '1']], { posting_date: '2026-12-01' })).rejects.toMatchObject({
    errors: [
      {
        field: 'posting_date',
        code: 'future-date',
        message: '2026-12-01 is after today, 2026-11-30 at the company. Stock is posted on the day it moves, or later.',
      },
    ],
  });
  const draft = await desk.create('stock-entry', {
    ...posted,
    purpose: 'receipt',
    to_warehouse: 'MAIN',
    lines: [{ item: 'BOLT', qty: '1', rate: '1' }],
  });
  // A draft of an earlier version, or of a company that has moved west.
  await desk.db.updateTable('wms.stock_entry').set({ posting_date: '2026-12-01' }).execute();
  await expect(desk.submit('stock-entry', draft.id)).rejects.toMatchObject({ code: 'future-date', field: 'posting_date' });
  now = '2026-12-01T08:00:00Z';
  await desk.submit('stock-entry', draft.id);
});

test('cancels as of the company’s day, and work of that day goes on', async () => {
  await desk.post('receipt', [['BOLT', '10', '1']], posted);
  const { id } = await desk.post('issue', [['BOLT', '2']], posted);
  await desk.cancel('stock-entry', id);
  await desk.drain();
  expect(desk.ledger.reversed).toEqual([{ voucher: { doctype: 'stock-entry', id }, posting_date: '2026-11-30' }]);
  await desk.post('issue', [['BOLT', '3']], posted);
  expect(await desk.balances()).toEqual(['BOLT MAIN 7 7.00']);
});

test('reports until the company’s today', async () => {
  await desk.post('receipt', [['BOLT', '10', '1']], posted);
  expect(await ledger()).toMatchObject({ from: '2026-01-01', to: '2026-11-30', rows: [row({ posting_date: '2026-11-30' })] });
  now = '2027-01-01T07:59:59Z';
  expect(await ledger()).toMatchObject({ from: '2026-01-01', to: '2026-12-31' });
});

test('a movement that is dated later shuts its own bin, and none that it was cancelled together with', async () => {
  const first = await desk.post(
    'receipt',
    [
      ['BOLT', '10', '1'],
      ['NUT', '10', '1'],
    ],
    posted,
  );
  // As an earlier version let it be written, or the company before it moved west.
  now = '2026-12-01T12:00:00Z';
  await desk.post('receipt', [['BOLT', '5', '1']], { posting_date: '2026-12-01' });
  now = '2026-12-01T01:00:00Z';
  await desk.cancel('stock-entry', first.id);
  expect(await ledger('to=2026-12-31')).toMatchObject({
    rows: [
      row({ item: 'BOLT', qty_change: '10', posting_date: '2026-11-30' }),
      row({ item: 'NUT', qty_change: '10', posting_date: '2026-11-30' }),
      row({ item: 'NUT', qty_change: '-10', posting_date: '2026-11-30' }),
      row({ item: 'BOLT', qty_change: '5', posting_date: '2026-12-01' }),
      row({ item: 'BOLT', qty_change: '-10', posting_date: '2026-12-01' }),
    ],
  });
  await desk.drain();
  expect(desk.ledger.reversed).toMatchObject([{ posting_date: '2026-12-01' }]);
  await expect(desk.post('receipt', [['BOLT', '1', '1']], posted)).rejects.toMatchObject({ code: 'backdated' });
  await desk.post('receipt', [['NUT', '1', '1']], posted);
});
