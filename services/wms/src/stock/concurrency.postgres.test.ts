import { sessionsWait } from '@business-m/doctype/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStockDesk, type StockDesk } from '../testing/stock-desk.ts';

const NOW = new Date('2026-03-10T08:00:00Z');
let desk: StockDesk;
beforeAll(async () => {
  desk = await openStockDesk(() => NOW);
});
afterAll(() => desk.close());
beforeEach(() => desk.reset());

const times = <T>(count: number, work: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => work(index));

async function codes(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const outcome of await Promise.allSettled(calls)) {
    if (outcome.status === 'rejected' && outcome.reason?.name !== 'Refusal') throw outcome.reason;
    const code = outcome.status === 'fulfilled' ? 'ok' : (outcome.reason.code as string);
    counted[code] = (counted[code] ?? 0) + 1;
  }
  return counted;
}

test('lets exactly ten of fifty issues of ten pieces succeed', async () => {
  await desk.post('receipt', [['BOLT', '10', '2.00']]);
  const drafts = await Promise.all(
    times(50, () =>
      desk.create('stock-entry', {
        purpose: 'issue',
        posting_date: '2026-03-10',
        from_warehouse: 'MAIN',
        lines: [{ item: 'BOLT', qty: '1' }],
      }),
    ),
  );
  expect(await codes(drafts.map(({ id }) => desk.submit('stock-entry', id)))).toEqual({ ok: 10, 'negative-stock': 40 });
  expect(await desk.balances()).toEqual(['BOLT MAIN 0 0.00']);
  expect(await desk.list('stock-entry', 'status=submitted&purpose=issue')).toMatchObject({ total: 10 });
});

test('completes transfers in both directions without loss or deadlock', async () => {
  const items = ['BOLT', 'NUT', 'WIRE'];
  await desk.post(
    'receipt',
    items.map((item) => [item, '100', '3.00']),
  );
  await desk.post(
    'receipt',
    items.map((item) => [item, '100', '3.00']),
    { to_warehouse: 'SHOP' },
  );
  const there = times(12, (index) => [...items.slice(index % 3), ...items.slice(0, index % 3)]);
  const calls = there.map((order, index) => {
    const lines = (index % 4 < 2 ? order : order.toReversed()).map((item) => [item, '1'] as [string, string]);
    return desk.post('transfer', lines, index % 2 === 0 ? {} : { from_warehouse: 'SHOP', to_warehouse: 'MAIN' });
  });
  expect(await codes(calls)).toEqual({ ok: 12 });
  expect(await desk.balances()).toEqual(items.flatMap((item) => ['MAIN', 'SHOP'].map((warehouse) => `${item} ${warehouse} 100 300.00`)));
});

test('serialises the first movements of a bin', async () => {
  expect(
    await codes(
      times(20, (index) =>
        desk.post('receipt', [['BOLT', '1', '1.00'], ...(index % 2 ? [['NUT', '2', '1.00'] as [string, string, string]] : [])]),
      ),
    ),
  ).toEqual({
    ok: 20,
  });
  expect(await desk.balances()).toEqual(['BOLT MAIN 20 20.00', 'NUT MAIN 20 20.00']);
});

test('lets one of many cancellations succeed', async () => {
  const { id } = await desk.post('receipt', [['BOLT', '10', '2.00']]);
  expect(await codes(times(8, () => desk.cancel('stock-entry', id)))).toEqual({ ok: 1, 'wrong-status': 7 });
  expect(await desk.balances()).toEqual(['BOLT MAIN 0 0.00']);
});

test('allows a warehouse to be deleted or moved in, not both', async () => {
  for (let round = 0; round < 15; round += 1) {
    const code = `W${round}`;
    await desk.create('warehouse', { warehouse_code: code, warehouse_name: code });
    const { id } = await desk.create('stock-entry', {
      purpose: 'receipt',
      posting_date: '2026-03-10',
      to_warehouse: code,
      lines: [{ item: 'BOLT', qty: '1', rate: '1' }],
    });
    // A draft's link is in the way of a deletion too: only its own removal or another warehouse takes it away.
    expect(await codes([desk.submit('stock-entry', id), desk.remove('warehouse', code)])).toEqual({ ok: 1, 'in-use': 1 });
  }
});

test('serialises disabling a warehouse with movements', async () => {
  await desk.post('receipt', [['NUT', '1', '1']]);
  const draft = (values: object) =>
    desk.create('stock-entry', { posting_date: '2026-03-10', lines: [{ item: 'NUT', qty: '1', rate: '1' }], ...values });
  const moving = await draft({ purpose: 'issue', from_warehouse: 'MAIN' });
  const late = await draft({ purpose: 'receipt', to_warehouse: 'MAIN' });
  // Held up at its bin, when it has looked at the warehouse already.
  const holder = await desk.db.startTransaction().execute();
  await holder.selectFrom('wms.stock_balance').select('qty').where('item', '=', 'NUT').forUpdate().execute();
  const submitted = desk.submit('stock-entry', moving.id);
  expect(await sessionsWait(desk.db, 1, submitted)).toBe(true);
  // Refused while stock lies there: it has to wait for the issue that empties the warehouse.
  const disabled = desk.save('warehouse', 'MAIN', { disabled: true });
  expect(await sessionsWait(desk.db, 2, disabled)).toBe(true);
  await holder.rollback().execute();
  await Promise.all([submitted, disabled]);
  expect(await codes([desk.submit('stock-entry', late.id)])).toEqual({ 'warehouse-disabled': 1 });
  expect(await desk.balances()).toEqual(['NUT MAIN 0 0.00']);
});
