import { expect, test } from 'vitest';
import { generalLedgerSchema, stockBalanceSchema, trialBalanceSchema } from './reports.ts';

const ledgerRow = {
  entry: '1',
  posting_date: '2026-03-01',
  voucher_doctype: 'journal-entry',
  voucher_id: 'JE-00001',
  account: '1120',
  account_name: 'Bank',
  debit: '10.00',
  credit: '0.00',
  balance: '-5.00',
  remark: null,
  is_reversal: false,
};
const ledger = {
  account: '1120',
  account_name: 'Bank',
  from: '2026-01-01',
  to: '2026-03-01',
  opening: '-15.00',
  closing: '-5.00',
  next_cursor: null,
};

test('a report survives the wire whole', () => {
  const report = { ...ledger, rows: [ledgerRow] };
  expect(generalLedgerSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

test.each([10, '10,00', '1e3', '', '10.', 'NaN'])('%j is no amount', (debit) => {
  expect(generalLedgerSchema.safeParse({ ...ledger, rows: [{ ...ledgerRow, debit }] }).success).toBe(false);
});

test('a day that does not exist and a root type that does not either are refused', () => {
  const sums = { opening_debit: '0', opening_credit: '0', debit: '0', credit: '0', closing_debit: '0', closing_credit: '0' };
  const row = { account: '1', account_name: 'A', root_type: 'asset', parent_account: null, depth: 0, is_group: false, ...sums };
  const report = { from: '2026-01-01', to: '2026-02-28', rows: [row], totals: sums };
  expect(trialBalanceSchema.safeParse(report).success).toBe(true);
  expect(trialBalanceSchema.safeParse({ ...report, to: '2026-02-30' }).success).toBe(false);
  expect(trialBalanceSchema.safeParse({ ...report, rows: [{ ...row, root_type: 'other' }] }).success).toBe(false);
});

test('quantities keep as many digits as they have', () => {
  const row = {
    item: 'A',
    item_name: 'A',
    warehouse: 'W',
    warehouse_name: 'W',
    uom: 'Kg',
    uom_decimals: 3,
    qty: '-2.125',
    value: '-4.25',
    rate: '2.00',
  };
  expect(stockBalanceSchema.parse({ rows: [row], total_value: '-4.25', next_cursor: null }).rows[0]?.qty).toBe('-2.125');
});
