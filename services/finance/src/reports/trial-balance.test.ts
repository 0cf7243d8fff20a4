import { decimal, money, sum } from '@business-m/doctype/decimal';
import { trialBalanceSchema } from '@business-m/metadata/reports';
import { expect, test } from 'vitest';
import { type AccountSums, drawTrialBalance } from './trial-balance.ts';

const group = (id: string, root_type: 'asset' | 'equity' | 'income', parent_account: string | null = null) =>
  ({ id, account_name: `Account ${id}`, root_type, parent_account, is_group: true }) as const;
const leaf = (id: string, root_type: 'asset' | 'equity' | 'income', parent_account: string) => ({
  ...group(id, root_type, parent_account),
  is_group: false,
});

const chart = [
  leaf('1120', 'asset', '1100'),
  group('1000', 'asset'),
  group('1100', 'asset', '1000'),
  leaf('1110', 'asset', '1100'),
  group('3000', 'equity'),
  leaf('3100', 'equity', '3000'),
];
const period = { from: '2026-01-01', to: '2026-06-30' };

const sums = (account: string, opening_debit: string, opening_credit: string, debit: string, credit: string): AccountSums => ({
  account,
  opening_debit,
  opening_credit,
  debit,
  credit,
});

test('sums groups and shows each balance on its side', () => {
  const drawn = drawTrialBalance(
    chart,
    [
      sums('1110', '100.00', '0.00', '20.00', '150.00'),
      sums('1120', '40.00', '0.00', '130.00', '0.00'),
      sums('3100', '0', '140.00', '0', '0'),
    ],
    period,
  );
  expect(trialBalanceSchema.parse(drawn)).toEqual(drawn);
  expect(
    drawn.rows.map((row) => [row.depth, row.account, row.opening_debit, row.debit, row.credit, row.closing_debit, row.closing_credit]),
  ).toEqual([
    [0, '1000', '140.00', '150.00', '150.00', '170.00', '30.00'],
    [1, '1100', '140.00', '150.00', '150.00', '170.00', '30.00'],
    [2, '1110', '100.00', '20.00', '150.00', '0.00', '30.00'],
    [2, '1120', '40.00', '130.00', '0.00', '170.00', '0.00'],
    [0, '3000', '0.00', '0.00', '0.00', '0.00', '140.00'],
    [1, '3100', '0.00', '0.00', '0.00', '0.00', '140.00'],
  ]);
  expect(drawn.totals).toEqual({
    opening_debit: '140.00',
    opening_credit: '140.00',
    debit: '150.00',
    credit: '150.00',
    closing_debit: '170.00',
    closing_credit: '170.00',
  });
});

test('shows zeros for an empty ledger', () => {
  const drawn = drawTrialBalance(chart, [], period);
  expect(drawn.rows).toHaveLength(6);
  expect(new Set(drawn.rows.map((row) => row.closing_debit))).toEqual(new Set(['0.00']));
});

test('adds the roots of any balanced ledger up to its totals', () => {
  const leaves = chart.filter((account) => !account.is_group);
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 200; round += 1) {
    const debits = leaves.map(() => decimal(next(1_000_000)).dividedBy(100));
    const rotated = [...debits.slice(1), ...debits.slice(0, 1)];
    const rows = leaves.map(({ id }, index) => sums(id, money(debits[index] ?? decimal(0)), money(rotated[index] ?? decimal(0)), '0', '0'));
    const { rows: drawn, totals } = drawTrialBalance(chart, rows, period);
    for (const side of ['opening_debit', 'opening_credit', 'closing_debit', 'closing_credit'] as const) {
      expect(money(sum(drawn.filter((row) => row.depth === 0).map((row) => decimal(row[side]))))).toBe(totals[side]);
    }
    expect(totals.closing_debit).toBe(totals.closing_credit);
  }
});
