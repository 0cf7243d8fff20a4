import { decimal, money, ZERO } from '@business-m/doctype/decimal';
import { expect, test } from 'vitest';
import { checkSides, imbalance, totalsOf } from '../ledger/balance.ts';
import { chart } from './chart.ts';
import { demoDocuments } from './demo-documents.ts';

interface Entry {
  posting_date: string;
  remark: string;
  lines: { account: string; debit: string | null; credit: string | null }[];
}

const entries = (today: string) => demoDocuments(today).filter(({ doctype }) => doctype === 'journal-entry');

test('balances every entry on leaf accounts of the chart', () => {
  const leaves = new Set(chart.filter((account) => !account.is_group).map((account) => account.account_number));
  for (const { values } of entries('2026-11-21')) {
    const { lines, remark } = values as unknown as Entry;
    expect(imbalance(totalsOf(lines)), remark).toBeNull();
    expect(checkSides(lines), remark).toEqual([]);
    expect(
      lines.filter(({ account }) => !leaves.has(account)),
      remark,
    ).toEqual([]);
  }
});

test('never overdraws a demo account', () => {
  for (const account of ['1110', '1120']) {
    let balance = ZERO;
    for (const { values, submit, cancel } of entries('2026-11-21')) {
      if (!submit || cancel) continue;
      for (const line of (values as unknown as Entry).lines) {
        if (line.account === account) balance = balance.plus(decimal(line.debit)).minus(decimal(line.credit));
      }
      expect(balance.isNegative(), `${account} after ${values.remark}: ${money(balance)}`).toBe(false);
    }
  }
});

test('orders the journal by date, up to today', () => {
  for (const today of ['2026-11-21', '2026-01-01', '2024-03-31']) {
    const submitted = entries(today).filter(({ submit, cancel }) => submit && !cancel);
    const dates = submitted.map(({ values }) => values.posting_date as string);
    expect(dates).toEqual(dates.toSorted());
    expect(dates.at(-1)?.localeCompare(today)).toBe(-1);
  }
  expect(entries('2026-01-01')[0]?.values).toMatchObject({ posting_date: '2025-08-01' });
  expect(entries('2026-01-01').map(({ values }) => values.remark)).toContain('Salaries of December');
});
