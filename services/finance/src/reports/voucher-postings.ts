import { reportId } from '@business-m/doctype';
import { decimal, money } from '@business-m/doctype/decimal';
import type { VoucherPostings } from '@business-m/metadata/reports';
import { z } from 'zod';
import type { FinanceTx } from '../database.ts';

export const voucherPostingsQuery = z.strictObject({ doctype: reportId, id: reportId });

/** What a voucher posted, line by line, and after it its reversal. A voucher that has posted nothing has no rows. */
export async function readVoucherPostings(db: FinanceTx, { doctype, id }: z.infer<typeof voucherPostingsQuery>): Promise<VoucherPostings> {
  const found = await db
    .selectFrom('general_ledger_entry as entry')
    .innerJoin('account', 'account.id', 'entry.account')
    .select(['entry.id', 'posting_date', 'entry.account', 'account_name', 'debit', 'credit', 'remark', 'is_reversal'])
    .where('voucher_doctype', '=', doctype)
    .where('voucher_id', '=', id)
    .orderBy('entry.id')
    .execute();
  const rows = found.map(({ id: entry, debit, credit, ...row }) => ({
    entry: String(entry),
    ...row,
    debit: money(decimal(debit)),
    credit: money(decimal(credit)),
  }));
  return { doctype, id, rows };
}
