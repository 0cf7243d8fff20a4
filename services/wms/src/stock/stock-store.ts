import type { VoucherRef } from '@business-m/protocols';
import type { WmsTx } from '../database.ts';
import { decimal, money, plain } from '../decimal.ts';
import type { Change } from '../valuation/holding.ts';
import { type Bin, type BinKey, type Bins, binId } from './bin.ts';
import type { Movement } from './movement.ts';

/** Locks the bins until the transaction ends and reads them. Always in the same order, so that two vouchers never wait for each other. */
export async function lockBins(tx: WmsTx, keys: readonly BinKey[]): Promise<Bins> {
  const ordered = [...new Map(keys.map((key) => [binId(key), key])).values()].toSorted((a, b) => (binId(a) < binId(b) ? -1 : 1));
  if (ordered.length === 0) return new Map();
  // One that was never touched has no row to lock yet; in the same order, because inserting a row locks it too.
  await tx
    .insertInto('stock_balance')
    .values(ordered.map(({ item, warehouse }) => ({ item, warehouse, qty: '0', value: '0', rate: '0', latest_posting_date: null })))
    .onConflict((conflict) => conflict.columns(['item', 'warehouse']).doNothing())
    .execute();
  const bins = new Map<string, Bin>();
  for (const { item, warehouse } of ordered) {
    const row = await tx
      .selectFrom('stock_balance')
      .select(['qty', 'value', 'rate', 'latest_posting_date'])
      .where('item', '=', item)
      .where('warehouse', '=', warehouse)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const holding = { qty: decimal(row.qty), value: decimal(row.value), rate: decimal(row.rate) };
    bins.set(binId({ item, warehouse }), { item, warehouse, holding, latest: row.latest_posting_date });
  }
  return bins;
}

export interface StockPosting {
  voucher: VoucherRef;
  postingDate: string;
  isReversal: boolean;
  writtenAt: Date;
  writtenBy: string;
}

/** Appends the movements to the ledger and brings the bins' balances to where the movements left them. */
export async function writeMovements(tx: WmsTx, posting: StockPosting, movements: readonly Movement[], bins: Bins): Promise<void> {
  await tx
    .insertInto('stock_ledger_entry')
    .values(
      movements.map((movement, index) => ({
        posting_date: posting.postingDate,
        voucher_doctype: posting.voucher.doctype,
        voucher_id: posting.voucher.id,
        is_reversal: posting.isReversal,
        seq: index + 1,
        item: movement.item,
        warehouse: movement.warehouse,
        qty_change: plain(movement.qtyChange),
        value_change: money(movement.valueChange),
        qty_after: plain(movement.qtyAfter),
        value_after: money(movement.valueAfter),
        written_at: posting.writtenAt,
        written_by: posting.writtenBy,
      })),
    )
    .execute();
  for (const { item, warehouse, holding } of bins.values()) {
    await tx
      .updateTable('stock_balance')
      .set({ qty: plain(holding.qty), value: money(holding.value), rate: plain(holding.rate), latest_posting_date: posting.postingDate })
      .where('item', '=', item)
      .where('warehouse', '=', warehouse)
      .execute();
  }
}

/** What a voucher moved, in the order it was moved. */
export async function readMovements(tx: WmsTx, voucher: VoucherRef): Promise<(BinKey & Change)[]> {
  const rows = await tx
    .selectFrom('stock_ledger_entry')
    .select(['item', 'warehouse', 'qty_change', 'value_change'])
    .where('voucher_doctype', '=', voucher.doctype)
    .where('voucher_id', '=', voucher.id)
    .where('is_reversal', '=', false)
    .orderBy('seq')
    .execute();
  return rows.map(({ item, warehouse, qty_change, value_change }) => ({
    item,
    warehouse,
    qty: decimal(qty_change),
    value: decimal(value_change),
  }));
}
