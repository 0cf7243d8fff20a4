import { ledgerPosition, readPeriod, readReportCursor, reportPeriod, takePage } from '@business-m/doctype';
import { decimal, money, ZERO } from '@business-m/doctype/decimal';
import type { StockLedger, StockLedgerRow } from '@business-m/metadata/reports';
import type { CallContext, ReferenceProtocol } from '@business-m/protocols';
import type { z } from 'zod';
import type { WmsDb } from '../database.ts';
import { plain, printedRate } from '../decimal.ts';
import { readItemNames, stockBalanceQuery } from './stock-balance.ts';

export const stockLedgerQuery = stockBalanceQuery.extend(reportPeriod);

/** One page of movements by date; on one day, in the order they were written. */
export async function readStockLedger(
  db: WmsDb,
  references: ReferenceProtocol,
  { item, warehouse, limit, cursor, ...query }: z.infer<typeof stockLedgerQuery>,
  call: CallContext,
  today: string,
): Promise<StockLedger> {
  const { from, to } = readPeriod(query, today);
  const after = readReportCursor(cursor, ledgerPosition);
  const found = await db
    .selectFrom('stock_ledger_entry')
    .select(['id', 'posting_date', 'voucher_doctype', 'voucher_id', 'item', 'warehouse', 'is_reversal'])
    .select(['qty_change', 'value_change', 'qty_after', 'value_after'])
    .where('posting_date', '>=', from)
    .where('posting_date', '<=', to)
    .$if(item !== undefined, (query) => query.where('item', '=', item as string))
    .$if(warehouse !== undefined, (query) => query.where('warehouse', '=', warehouse as string))
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('posting_date', 'id'), '>', eb.tuple(...(after as [string, string])))),
    )
    .orderBy('posting_date')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const { shown, next_cursor } = takePage(found, limit, ({ posting_date, id }) => [posting_date, String(id)]);
  const nameOf = await readItemNames(references, shown, call);
  const rows = shown.map(({ id, ...row }): StockLedgerRow => {
    const qty = decimal(row.qty_change);
    const value = decimal(row.value_change);
    return {
      entry: String(id),
      ...row,
      ...nameOf(row.item),
      qty_change: plain(qty),
      value_change: money(value),
      qty_after: plain(decimal(row.qty_after)),
      value_after: money(decimal(row.value_after)),
      rate: printedRate(qty.isZero() ? ZERO : value.dividedBy(qty)),
    };
  });
  return { from, to, rows, next_cursor };
}
