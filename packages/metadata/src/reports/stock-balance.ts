import { z } from 'zod/mini';
import { cursorSchema, decimalStringSchema } from './decimal.ts';

/** What there is of one item in one warehouse. */
export const stockBalanceRowSchema = z.object({
  item: z.string(),
  item_name: z.string(),
  warehouse: z.string(),
  warehouse_name: z.string(),
  uom: z.string(),
  qty: decimalStringSchema,
  value: decimalStringSchema,
  /** `value` ÷ `qty`, rounded for reading; the last known rate when there is nothing left. */
  rate: decimalStringSchema,
});
export type StockBalanceRow = z.infer<typeof stockBalanceRowSchema>;

/** `GET /api/wms/reports/stock-balance?item&warehouse&limit&cursor`, by item, then warehouse. */
export const stockBalanceSchema = z.object({
  rows: z.array(stockBalanceRowSchema),
  /** Over all pages. */
  total_value: decimalStringSchema,
  next_cursor: cursorSchema,
});
export type StockBalance = z.infer<typeof stockBalanceSchema>;
