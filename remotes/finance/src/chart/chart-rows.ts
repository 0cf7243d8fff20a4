import { subtractDecimals, sumDecimals } from '@business-m/documents';
import type { RootType, TrialBalance, TrialBalanceRow } from '@business-m/metadata/reports';

/** A balance on the side where its kind of account grows: what an asset has, what a liability owes, what was earned. */
function onGrowingSide(rootType: RootType, debit: string, credit: string): string {
  return rootType === 'asset' || rootType === 'expense' ? subtractDecimals(debit, credit) : subtractDecimals(credit, debit);
}

/** The balance of one account at the end of the period, on the side where it grows. */
export function naturalBalance(row: Pick<TrialBalanceRow, 'root_type' | 'closing_debit' | 'closing_credit'>): string {
  return onGrowingSide(row.root_type, row.closing_debit, row.closing_credit);
}

/** The balance of all accounts of one kind at the end of the period, or their movement in it, on the side where they grow. */
export function rootBalance(report: TrialBalance, rootType: RootType, over: 'closing' | 'period' = 'closing'): string {
  const roots = report.rows.filter((row) => row.root_type === rootType && row.depth === 0);
  const [debit, credit] = over === 'closing' ? (['closing_debit', 'closing_credit'] as const) : (['debit', 'credit'] as const);
  return onGrowingSide(rootType, sumDecimals(roots.map((row) => row[debit])), sumDecimals(roots.map((row) => row[credit])));
}

type TreeRow = Pick<TrialBalanceRow, 'account' | 'account_name' | 'parent_account'>;

/** Rows in tree order without those below a closed group. */
export function openRows<Row extends TreeRow>(rows: readonly Row[], closed: ReadonlySet<string>): Row[] {
  const hiddenBelow = new Set(closed);
  return rows.filter((row) => {
    if (row.parent_account === null || !hiddenBelow.has(row.parent_account)) return true;
    hiddenBelow.add(row.account);
    return false;
  });
}

/** Rows whose number or name has every word of `text`, with the groups they stand in. */
export function matchingRows<Row extends TreeRow>(rows: readonly Row[], text: string): Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rows];
  const parents = new Map(rows.map((row) => [row.account, row.parent_account]));
  const kept = new Set<string>();
  for (const row of rows) {
    const hay = `${row.account} ${row.account_name}`.toLowerCase();
    if (!words.every((word) => hay.includes(word))) continue;
    for (let id: string | null | undefined = row.account; id && !kept.has(id); id = parents.get(id)) kept.add(id);
  }
  return rows.filter((row) => kept.has(row.account));
}
