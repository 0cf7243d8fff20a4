import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHost, type TestHost } from '../testing/test-host.ts';

/** East of UTC: the company's new year has begun. */
const now = new Date('2026-12-31T12:00:00Z');
const posting_date = '2027-01-01';

let host: TestHost;
beforeAll(async () => {
  const account = (account_number: string, root_type: string, more: object = {}) => ({
    doctype: 'account',
    values: { account_number, account_name: `The ${account_number}`, root_type, ...more },
  });
  const documents = [
    { doctype: 'uom', values: { uom_name: 'Nos' } },
    { doctype: 'item', values: { item_code: 'BOLT', item_name: 'Bolt', uom: 'Nos' } },
    { doctype: 'item', values: { item_code: 'NUT', item_name: 'Nut', uom: 'Nos' } },
    account('1300', 'asset', { purpose: 'inventory' }),
    account('2100', 'liability', { purpose: 'goods_received' }),
    account('5000', 'expense', { purpose: 'cost_of_goods' }),
    { doctype: 'warehouse', values: { warehouse_code: 'MAIN', warehouse_name: 'Main' } },
    {
      doctype: 'stock-entry',
      values: { purpose: 'receipt', posting_date, to_warehouse: 'MAIN', lines: [{ item: 'BOLT', qty: '2', rate: '5' }] },
      submit: true,
    },
  ];
  host = await openTestHost(documents, {
    now: () => now,
    company: { name: 'Ōtaki Traders', currency: 'JPY', timeZone: 'Pacific/Auckland' },
  });
}, 180_000);
afterAll(() => host.close());

const read = async (path: string) => host.fetch('GET', `/api/${path}`);
const body = async (path: string) => (await read(path)).json();

test('shows what was entered today in every report, by one today', async () => {
  const period = { from: posting_date, to: posting_date };
  expect(await body('wms/reports/stock-balance')).toMatchObject({ total_value: '10.00' });
  expect(await body('wms/reports/stock-ledger')).toMatchObject({ ...period, rows: [{ posting_date, value_change: '10.00' }] });
  expect(await body('finance/reports/trial-balance')).toMatchObject({ ...period, totals: { closing_debit: '10.00' } });
  expect(await body('finance/reports/general-ledger?account=1300')).toMatchObject({
    ...period,
    closing: '10.00',
    rows: [{ posting_date }],
  });
});

test('says with every answer whose books these are, in which money and time zone', async () => {
  for (const path of ['meta/stock-entry', 'resource/item', 'finance/reports/trial-balance', 'resource/item/NONE', 'nowhere']) {
    const { headers } = await read(path);
    const told = ['company-name', 'company-currency', 'company-time-zone'].map((name) => headers.get(name));
    expect(told, path).toEqual([encodeURIComponent('Ōtaki Traders'), 'JPY', 'Pacific/Auckland']);
  }
});

test('takes amounts as finely as the currency is counted, and rates finer', async () => {
  const lines = (debit: string) => [
    { account: '1300', debit },
    { account: '2100', credit: debit },
  ];
  const entry = (debit: string) => host.fetch('POST', '/api/resource/journal-entry', { body: { posting_date, lines: lines(debit) } });
  expect(await (await entry('10.50')).json()).toMatchObject({
    errors: [
      { field: 'lines.1.debit', code: 'decimals', message: 'Debit has no digits after the point in this currency.' },
      { field: 'lines.2.credit' },
    ],
  });
  expect(await (await entry('10.00')).json()).toMatchObject({ errors: [{ field: 'lines.1.account', code: 'inventory-account' }] });
  const receipt = { purpose: 'receipt', posting_date, to_warehouse: 'MAIN', lines: [{ item: 'BOLT', qty: '2', rate: '0.0125' }] };
  expect((await host.fetch('POST', '/api/resource/stock-entry', { body: receipt })).status).toBe(201);
});

test('values stock as finely as the currency is counted', async () => {
  const post = async (values: object, qty: string, rate?: string) => {
    const lines = [{ item: 'NUT', qty, ...(rate && { rate }) }];
    const draft = await (await host.fetch('POST', '/api/resource/stock-entry', { body: { posting_date, ...values, lines } })).json();
    const { id } = draft as { id: string };
    return (await host.fetch('POST', `/api/resource/stock-entry/${id}/submit`)).json();
  };
  const out = { purpose: 'issue', from_warehouse: 'MAIN' };
  expect(await post({ purpose: 'receipt', to_warehouse: 'MAIN' }, '3', '3.5')).toMatchObject({ total_value: '11.00' });
  const worth: unknown[] = [];
  for (const qty of ['1', '1', '1']) worth.push(((await post(out, qty)) as { total_value: unknown }).total_value);
  expect(worth).toEqual(['4.00', '4.00', '3.00']);
  await host.drain();
  expect(await body('finance/reports/general-ledger?account=5000')).toMatchObject({ closing: '11.00' });
});
