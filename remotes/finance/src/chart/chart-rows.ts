import { subtractDecimals } from '@business-m/documents';
import type { TrialBalanceRow } from '@business-m/metadata/reports';

/** A balance on the side where its kind of account grows: what an asset has, what a liability owes, what was earned. */
export function naturalBalance(row: Pick<TrialBalanceRow, 'root_type' | 'closing_debit' | 'closing_credit'>): string {
  const debitGrows = row.root_type === 'asset' || row.root_type === 'expense';
  return debitGrows ? subtractDecimals(row.closing_debit, row.closing_credit) : subtractDecimals(row.closing_credit, row.closing_debit);
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
