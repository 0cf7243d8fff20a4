import { problemSchema } from '@business-m/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHost, type TestHost } from '../testing/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await openTestHost([{ doctype: 'account', values: { account_number: '1000', account_name: 'Assets', root_type: 'asset' } }]);
}, 180_000);
afterAll(() => host.close());

const forged = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');
const list = (sort: string, value: string | null, id = 'x') =>
  `/api/resource/journal-entry?sort=${sort}&cursor=${forged([sort, value, id])}`;
const LEDGER = '/api/finance/reports/general-ledger?account=1000';

test.each<[path: string, field: string]>([
  [list('-posting_date', 'some day'), 'cursor'],
  [list('-posting_date', '2026-02-30'), 'cursor'],
  [list('-posting_date', null, 'a\0b'), 'cursor'],
  [list('revision', '9'.repeat(30)), 'cursor'],
  [list('created_at', 'never'), 'cursor'],
  ['/api/finance/reports/trial-balance?from=0000-01-01', 'from'],
  ['/api/finance/reports/trial-balance?to=0000-12-31', 'to'],
  [`${LEDGER}&from=0000-01-01`, 'from'],
  [`${LEDGER}&cursor=${forged(['0000-01-01', '1'])}`, 'cursor'],
  [`${LEDGER}&cursor=${forged(['2026-01-01', '9999999999999999999'])}`, 'cursor'],
  ['/api/wms/reports/stock-ledger?to=0000-12-31', 'to'],
  ['/api/wms/reports/stock-ledger?item=a%00b', 'item'],
  [`/api/wms/reports/stock-ledger?cursor=${forged(['0000-01-01', '1'])}`, 'cursor'],
  ['/api/wms/reports/stock-balance?warehouse=%00', 'warehouse'],
  [`/api/wms/reports/stock-balance?cursor=${forged(['a\0b', 'c'])}`, 'cursor'],
])('refuses as a query: %s', async (path, field) => {
  const problem = problemSchema.parse(await (await host.fetch('GET', path)).json());
  expect(problem).toMatchObject({ status: 400, code: 'bad-query', field });
});
