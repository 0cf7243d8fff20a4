import { z } from 'zod/mini';
import { cursorSchema, dateStringSchema, decimalStringSchema } from './decimal.ts';

/** One movement of one item in one warehouse. */
export const stockLedgerRowSchema = z.object({
  /** Identifies the movement; a stable key for lists. */
  entry: z.string(),
  posting_date: dateStringSchema,
  voucher_doctype: z.string(),
  voucher_id: z.string(),
  item: z.string(),
  item_name: z.string(),
  warehouse: z.string(),
  uom: z.string(),
  /** Negative when stock leaves. */
  qty_change: decimalStringSchema,
  value_change: decimalStringSchema,
  /** Of this item in this warehouse, after the movement. */
  qty_after: decimalStringSchema,
  value_after: decimalStringSchema,
  /** The rate this movement was valued at: `value_change` ÷ `qty_change`, rounded for reading. */
  rate: decimalStringSchema,
  is_reversal: z.boolean(),
});
export type StockLedgerRow = z.infer<typeof stockLedgerRowSchema>;

/** `GET /api/wms/reports/stock-ledger?item&warehouse&from&to&limit&cursor`, in the order the movements were written. */
export const stockLedgerSchema = z.object({
  from: dateStringSchema,
  to: dateStringSchema,
  rows: z.array(stockLedgerRowSchema),
  next_cursor: cursorSchema,
});
export type StockLedger = z.infer<typeof stockLedgerSchema>;
