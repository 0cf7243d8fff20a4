import { openTestDesk, type TestDesk } from '@business-m/doctype/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFinance } from './index.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk({
    domains: (db) => [createFinance({ db, schema: 'Ledger of 2026' })],
    schemas: { finance: 'Ledger of 2026' },
    roles: ['accounts'],
  });
});
afterAll(() => desk.close());

test('keeps finance in a schema of any name, and nowhere else', async () => {
  for (const [account_number, root_type, purpose] of [
    ['1310', 'asset', 'inventory'],
    ['2120', 'liability', 'goods_received'],
    ['4000', 'income', null],
  ]) {
    await desk.create('account', { account_number, account_name: account_number, root_type, purpose });
  }
  const { id } = await desk.create('journal-entry', {
    posting_date: '2026-03-01',
    lines: [
      { account: '2120', debit: '5', credit: null },
      { account: '4000', debit: null, credit: '5' },
    ],
  });
  await desk.submit('journal-entry', id);
  await desk.cancel('journal-entry', id);
  const { ledger } = desk.service('finance').domain as ReturnType<typeof createFinance>;
  const voucher = { doctype: 'stock-entry', id: 'SE-1' };
  const lines = [
    { purpose: 'inventory' as const, debit: '2.00', credit: '0' },
    { purpose: 'goods_received' as const, debit: '0', credit: '2.00' },
  ];
  expect(await ledger.post({ voucher, posting_date: '2026-03-02', lines }, desk.call())).toMatchObject({ entries: 2 });
  expect(await ledger.reverse({ voucher, posting_date: '2026-03-03' }, desk.call())).toMatchObject({ entries: 2 });
  const report = await desk.fetch('/api/finance/reports/trial-balance?from=2026-03-01&to=2026-03-31');
  expect(((await report.json()) as { totals: object }).totals).toMatchObject({ debit: '14.00', credit: '14.00' });
  await expect(sql`delete from "Ledger of 2026".general_ledger_entry`.execute(desk.db)).rejects.toThrow('append-only');
  expect((await sql`select 1 from pg_namespace where nspname = 'finance'`.execute(desk.db)).rows).toEqual([]);
});
