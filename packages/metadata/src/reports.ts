import { z } from 'zod/mini';

/** An amount or a quantity on the wire: a decimal string, never a float. `"-1250.00"`, `"2.5"`. */
export const decimalStringSchema = z.string().check(z.regex(/^-?\d{1,20}(\.\d{1,9})?$/));

/** `YYYY-MM-DD`. */
export const dateStringSchema = z.iso.date();

/** Opaque: goes back as `cursor` for the next page; null on the last one. */
export const cursorSchema = z.nullable(z.string());

export const voucherPostingSchema = z.object({
  /** Identifies the entry; a stable key for lists. */
  entry: z.string(),
  posting_date: dateStringSchema,
  /** The leaf posted to. */
  account: z.string(),
  account_name: z.string(),
  debit: decimalStringSchema,
  credit: decimalStringSchema,
  remark: z.nullable(z.string()),
  is_reversal: z.boolean(),
});
export type VoucherPosting = z.infer<typeof voucherPostingSchema>;

/** `account` is the asked one, or one below it when a group was asked for. */
export const generalLedgerRowSchema = z.object({
  ...voucherPostingSchema.shape,
  voucher_doctype: z.string(),
  voucher_id: z.string(),
  /** Debit less credit of everything up to and including this row. */
  balance: decimalStringSchema,
});
export type GeneralLedgerRow = z.infer<typeof generalLedgerRowSchema>;

/** `GET /api/finance/reports/general-ledger?account&from&to&limit&cursor`. Balances are debit less credit. */
export const generalLedgerSchema = z.object({
  account: z.string(),
  account_name: z.string(),
  from: dateStringSchema,
  to: dateStringSchema,
  /** The balance before `from`, whatever the page. */
  opening: decimalStringSchema,
  rows: z.array(generalLedgerRowSchema),
  /** The balance at the end of `to`, whatever the page. */
  closing: decimalStringSchema,
  next_cursor: cursorSchema,
});
export type GeneralLedger = z.infer<typeof generalLedgerSchema>;

/** `GET /api/finance/reports/voucher-postings?doctype&id`: all that a voucher has in the general ledger, its reversal last. */
export const voucherPostingsSchema = z.object({ doctype: z.string(), id: z.string(), rows: z.array(voucherPostingSchema) });
export type VoucherPostings = z.infer<typeof voucherPostingsSchema>;

export const rootTypeSchema = z.enum(['asset', 'liability', 'equity', 'income', 'expense']);
export type RootType = z.infer<typeof rootTypeSchema>;

const sums = {
  /** The balance before `from`, on the side where it stands; a leaf's other side is zero, a group sums both. */
  opening_debit: decimalStringSchema,
  opening_credit: decimalStringSchema,
  /** What was posted from `from` to `to`, both days included. */
  debit: decimalStringSchema,
  credit: decimalStringSchema,
  closing_debit: decimalStringSchema,
  closing_credit: decimalStringSchema,
};

/** One account, in tree order. A group carries the sums of the leaves below it. */
export const trialBalanceRowSchema = z.object({
  account: z.string(),
  account_name: z.string(),
  root_type: rootTypeSchema,
  parent_account: z.nullable(z.string()),
  /** 0 for a root. */
  depth: z.int(),
  is_group: z.boolean(),
  ...sums,
});
export type TrialBalanceRow = z.infer<typeof trialBalanceRowSchema>;

/** `GET /api/finance/reports/trial-balance?from&to`. In each pair of `totals`, debit equals credit. */
export const trialBalanceSchema = z.object({
  from: dateStringSchema,
  to: dateStringSchema,
  rows: z.array(trialBalanceRowSchema),
  /** The sums over the leaf accounts. */
  totals: z.object(sums),
});
export type TrialBalance = z.infer<typeof trialBalanceSchema>;

const bin = {
  item: z.string(),
  item_name: z.string(),
  warehouse: z.string(),
  uom: z.string(),
  /** Digits after the point in quantities of this unit. */
  uom_decimals: z.int(),
};

/** What there is of one item in one warehouse. */
export const stockBalanceRowSchema = z.object({
  ...bin,
  warehouse_name: z.string(),
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

/** One movement of one item in one warehouse. */
export const stockLedgerRowSchema = z.object({
  /** Identifies the movement; a stable key for lists. */
  entry: z.string(),
  posting_date: dateStringSchema,
  voucher_doctype: z.string(),
  voucher_id: z.string(),
  ...bin,
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

/** Every report, by its path. */
export const reportSchemas = {
  '/api/finance/reports/general-ledger': generalLedgerSchema,
  '/api/finance/reports/trial-balance': trialBalanceSchema,
  '/api/finance/reports/voucher-postings': voucherPostingsSchema,
  '/api/wms/reports/stock-balance': stockBalanceSchema,
  '/api/wms/reports/stock-ledger': stockLedgerSchema,
};
export type ReportPath = keyof typeof reportSchemas;
export type Report<P extends ReportPath> = z.infer<(typeof reportSchemas)[P]>;
/** The reports that answer page by page. */
export type PagedReportPath = { [P in ReportPath]: Report<P> extends { next_cursor: string | null } ? P : never }[ReportPath];
