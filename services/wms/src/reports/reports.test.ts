import { type StockBalance, type StockLedger, stockBalanceSchema, stockLedgerSchema } from '@business-m/metadata/reports';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockDesk, type StockDesk } from '../testing/stock-desk.ts';

let desk: StockDesk;
let today = '2026-05-01';

beforeAll(async () => {
  desk = await openStockDesk(() => new Date(`${today}T12:00:00Z`));
});
afterAll(() => desk.close());

async function stockBalance(query = ''): Promise<StockBalance> {
  return stockBalanceSchema.parse(await (await desk.fetch(`/api/wms/reports/stock-balance${query}`)).json());
}
async function stockLedger(query = ''): Promise<StockLedger> {
  return stockLedgerSchema.parse(await (await desk.fetch(`/api/wms/reports/stock-ledger${query}`)).json());
}

describe('two items in two places, one bin emptied, one entry cancelled', () => {
  beforeAll(async () => {
    await desk.reset();
    today = '2026-05-01';
    await desk.post(
      'receipt',
      [
        ['BOLT', '10', '0.3333'],
        ['WIRE', '2.5', '4.00'],
      ],
      { posting_date: '2025-12-30' },
    );
    await desk.post('receipt', [['NUT', '4', '1.00']]);
    today = '2026-05-02';
    await desk.post('transfer', [
      ['BOLT', '4'],
      ['NUT', '4'],
    ]);
    const { id } = await desk.post('issue', [['BOLT', '3']]);
    today = '2026-05-09';
    await desk.cancel('stock-entry', id);
  });

  test('lists stock with names and values, without emptied bins', async () => {
    const report = await stockBalance();
    expect(report.rows).toEqual([
      {
        item: 'BOLT',
        item_name: 'Bolt',
        uom: 'Nos',
        uom_decimals: 0,
        warehouse: 'MAIN',
        warehouse_name: 'Main store',
        qty: '6',
        value: '2.00',
        rate: '0.333333',
      },
      {
        item: 'BOLT',
        item_name: 'Bolt',
        uom: 'Nos',
        uom_decimals: 0,
        warehouse: 'SHOP',
        warehouse_name: 'Shop',
        qty: '4',
        value: '1.33',
        rate: '0.3325',
      },
      {
        item: 'NUT',
        item_name: 'Nut',
        uom: 'Nos',
        uom_decimals: 0,
        warehouse: 'SHOP',
        warehouse_name: 'Shop',
        qty: '4',
        value: '4.00',
        rate: '1.00',
      },
      {
        item: 'WIRE',
        item_name: 'Wire',
        uom: 'Kg',
        uom_decimals: 3,
        warehouse: 'MAIN',
        warehouse_name: 'Main store',
        qty: '2.5',
        value: '10.00',
        rate: '4.00',
      },
    ]);
    expect(report).toMatchObject({ total_value: '17.33', next_cursor: null });
  });

  test('filters by item and by warehouse', async () => {
    expect((await stockBalance('?item=BOLT')).rows.map((row) => row.warehouse)).toEqual(['MAIN', 'SHOP']);
    expect(await stockBalance('?warehouse=SHOP')).toMatchObject({ total_value: '5.33' });
    expect(await stockBalance('?item=NUT&warehouse=MAIN')).toEqual({ rows: [], total_value: '0.00', next_cursor: null });
  });

  test('lists every movement of the year, a reversal on its own day', async () => {
    const report = await stockLedger('?item=BOLT&warehouse=MAIN');
    expect(report).toMatchObject({ from: '2026-01-01', to: '2026-05-09', next_cursor: null });
    expect(
      report.rows.map((row) =>
        [row.posting_date, row.qty_change, row.value_change, row.qty_after, row.value_after, row.rate, row.is_reversal].join(' '),
      ),
    ).toEqual([
      '2026-05-02 -4 -1.33 6 2.00 0.3325 false',
      '2026-05-02 -3 -1.00 3 1.00 0.333333 false',
      '2026-05-09 3 1.00 6 2.00 0.333333 true',
    ]);
    expect(report.rows[0]).toMatchObject({ voucher_doctype: 'stock-entry', item_name: 'Bolt', uom: 'Nos' });
  });

  test('shows the same reports in pages as at once', async () => {
    const whole = await stockLedger('?from=2025-01-01');
    expect(whole.rows).toHaveLength(9);
    const movements = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: StockLedger = await stockLedger(`?from=2025-01-01&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      movements.push(...page.rows);
      cursor = page.next_cursor;
    }
    expect(movements).toEqual(whole.rows);

    const balances = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: StockBalance = await stockBalance(`?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(page.total_value).toBe('17.33');
      balances.push(...page.rows);
      cursor = page.next_cursor;
    }
    expect(balances).toEqual((await stockBalance()).rows);
  });

  test('lets who reads the general ledger open what was posted, and nothing else', async () => {
    const accounts = { roles: ['accounts'] };
    const draft = await desk.create('stock-entry', {
      purpose: 'receipt',
      posting_date: today,
      to_warehouse: 'MAIN',
      lines: [{ item: 'BOLT', qty: '1', rate: '1' }],
    });
    const [posted] = (await desk.list('stock-entry', 'status=submitted&limit=1')).items;
    expect(await desk.get('stock-entry', posted?.id ?? '', accounts)).toMatchObject({ id: posted?.id, status: 'submitted' });
    await expect(desk.get('stock-entry', draft.id, accounts)).rejects.toMatchObject({ code: 'not-found' });
    const { items, total } = await desk.list('stock-entry', '', accounts);
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['submitted', 'cancelled']));
    expect(total).toBe(items.length);
    for (const write of [desk.cancel, desk.submit])
      await expect(write('stock-entry', posted?.id ?? '', accounts)).rejects.toMatchObject({ code: 'forbidden' });
    expect(desk.service('wms').documents.meta('stock-entry', desk.call(accounts)).can).toEqual({ read: true, actions: [] });
    await desk.remove('stock-entry', draft.id);
  });
});

test.each([
  ['stock-balance?limit=1000', 'bad-query', 'limit'],
  ['stock-balance?from=2026-01-01', 'bad-query', 'from'],
  ['stock-balance?cursor=e30', 'bad-query', 'cursor'],
  ['stock-ledger?to=yesterday', 'bad-query', 'to'],
  ['stock-ledger?from=2026-02-01&to=2026-01-01', 'bad-query', 'from'],
  ['stock-ledger?cursor=WyJCT0xUIiwiTUFJTiJd', 'bad-query', 'cursor'],
])('refuses %s as %s of %s', async (path, code, field) => {
  const answer = await desk.fetch(`/api/wms/reports/${path}`);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code, field });
});

test('refuses callers without the role stock', async () => {
  expect(await (await desk.fetch('/api/wms/reports/stock-balance', { roles: ['accounts'] })).json()).toMatchObject({ code: 'forbidden' });
  expect(await (await desk.fetch('/api/wms/reports/stock-ledger', { roles: ['accounts'] })).json()).toMatchObject({ code: 'forbidden' });
});

test('sorts items and warehouses as their lists do, in pages too', async () => {
  await desk.reset();
  today = '2026-05-09';
  await desk.post('receipt', [['BOLT', '2', '1']]);
  await desk.post('transfer', [['BOLT', '1']]);
  await desk.create('warehouse', { warehouse_code: 'B 10', warehouse_name: 'Tenth' });
  await desk.create('warehouse', { warehouse_code: 'b 9', warehouse_name: 'Ninth' });
  for (const code of ['BOLT 10', 'Ähre', 'BOLT 9']) await desk.post('receipt', [[code, '1', '1']]);
  for (const to_warehouse of ['B 10', 'b 9']) await desk.post('receipt', [['BOLT 9', '1', '1']], { to_warehouse });
  const bins = ({ rows }: StockBalance) => rows.map(({ item, warehouse }) => `${item} in ${warehouse}`);
  const sorted = ['Ähre in MAIN', 'BOLT in MAIN', 'BOLT in SHOP', 'BOLT 9 in b 9', 'BOLT 9 in B 10', 'BOLT 9 in MAIN', 'BOLT 10 in MAIN'];
  expect(bins(await stockBalance()).slice(0, 7)).toEqual(sorted);
  const paged: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: StockBalance = await stockBalance(`?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    paged.push(...bins(page));
    cursor = page.next_cursor;
  }
  expect(paged).toEqual(bins(await stockBalance()));
});
