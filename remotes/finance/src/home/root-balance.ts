import { subtractDecimals, sumDecimals } from '@business-m/documents';
import type { RootType, TrialBalance } from '@business-m/metadata/reports';

/** What all accounts of one kind hold at the end of the period, or moved in it, on the side where they grow. */
export function rootBalance(report: TrialBalance, rootType: RootType, over: 'closing' | 'period' = 'closing'): string {
  const roots = report.rows.filter((row) => row.root_type === rootType && row.depth === 0);
  const debit = sumDecimals(roots.map((row) => (over === 'closing' ? row.closing_debit : row.debit)));
  const credit = sumDecimals(roots.map((row) => (over === 'closing' ? row.closing_credit : row.credit)));
  return rootType === 'asset' || rootType === 'expense' ? subtractDecimals(debit, credit) : subtractDecimals(credit, debit);
}
