import type { DocumentValues, RowValues } from '@business-m/doctype';
import { decimal } from '../decimal.ts';
import type { StockPurpose, StockVoucher } from '../stock/move-stock.ts';

export type StockEntryLine = RowValues & { item: string; qty: string; rate: string | null; amount: string | null };

/** A stock entry as the engine hands it to hooks. */
export type StockEntryDocument = DocumentValues & {
  purpose: StockPurpose;
  posting_date: string;
  from_warehouse: string | null;
  to_warehouse: string | null;
  remark: string | null;
  lines: StockEntryLine[];
  total_value: string | null;
  posting_status: 'none' | 'pending' | 'posted' | 'failed';
  posting_error: string | null;
};

export function asStockEntry(doc: DocumentValues): StockEntryDocument {
  return doc as StockEntryDocument;
}

export function voucherRef({ id }: DocumentValues): { doctype: string; id: string } {
  return { doctype: 'stock-entry', id };
}

export function toVoucher(entry: StockEntryDocument): StockVoucher {
  return {
    purpose: entry.purpose,
    postingDate: entry.posting_date,
    from: entry.from_warehouse,
    to: entry.to_warehouse,
    lines: entry.lines.map(({ item, qty, rate }) => ({ item, qty: decimal(qty), rate: decimal(rate) })),
  };
}
