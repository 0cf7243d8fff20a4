import { type Decimal, decimal, money, ZERO } from '@business-m/doctype/decimal';
import type { TrialBalance, TrialBalanceRow } from '@business-m/metadata/reports';
import { inTreeOrder } from '../chart/tree.ts';
import type { Account } from '../database.ts';

/** What the ledger holds of one leaf: gross sums before the period and in it. */
export interface AccountSums {
  account: string;
  opening_debit: unknown;
  opening_credit: unknown;
  debit: unknown;
  credit: unknown;
}

const SIDES = ['opening_debit', 'opening_credit', 'debit', 'credit', 'closing_debit', 'closing_credit'] as const;
type Figures = Record<(typeof SIDES)[number], Decimal>;

const nothing: Figures = mapSides(() => ZERO);

/** Draws up the trial balance of `period`: accounts in tree order, groups with the sums of the leaves below them. */
export function drawTrialBalance(
  accounts: readonly Pick<Account, 'id' | 'account_name' | 'parent_account' | 'root_type' | 'is_group'>[],
  sums: readonly AccountSums[],
  period: { from: string; to: string },
): TrialBalance {
  const ordered = inTreeOrder(accounts.map((account) => ({ id: account.id, parent: account.parent_account, account })));
  const figures = new Map(sums.map((row) => [row.account, figuresOf(row)]));
  let totals = nothing;
  for (const row of figures.values()) totals = add(totals, row);
  // Children stand after their parents: walking backwards, a group is complete before it is added to its own parent.
  for (const { node } of ordered.toReversed()) {
    const own = figures.get(node.id);
    if (own && node.parent !== null) figures.set(node.parent, add(figures.get(node.parent) ?? nothing, own));
  }
  const rows = ordered.map(
    ({ node: { account }, depth }): TrialBalanceRow => ({
      account: account.id,
      account_name: account.account_name,
      root_type: account.root_type,
      parent_account: account.parent_account,
      depth,
      is_group: account.is_group,
      ...printed(figures.get(account.id) ?? nothing),
    }),
  );
  return { ...period, rows, totals: printed(totals) };
}

function figuresOf(row: AccountSums): Figures {
  const opening = decimal(row.opening_debit).minus(decimal(row.opening_credit));
  const debit = decimal(row.debit);
  const credit = decimal(row.credit);
  const [opening_debit, opening_credit] = onItsSide(opening);
  const [closing_debit, closing_credit] = onItsSide(opening.plus(debit).minus(credit));
  return { opening_debit, opening_credit, debit, credit, closing_debit, closing_credit };
}

function onItsSide(balance: Decimal): [debit: Decimal, credit: Decimal] {
  return balance.isNegative() ? [ZERO, balance.negated()] : [balance, ZERO];
}

function add(left: Figures, right: Figures): Figures {
  return mapSides((side) => left[side].plus(right[side]));
}

function printed(figures: Figures): Record<(typeof SIDES)[number], string> {
  return mapSides((side) => money(figures[side]));
}

function mapSides<Value>(figureOf: (side: (typeof SIDES)[number]) => Value): Record<(typeof SIDES)[number], Value> {
  return Object.fromEntries(SIDES.map((side) => [side, figureOf(side)])) as Record<(typeof SIDES)[number], Value>;
}
