import { z } from 'zod/mini';
import { cursorSchema, dateStringSchema, decimalStringSchema } from './decimal.ts';

export const generalLedgerRowSchema = z.object({
  /** Identifies the entry; a stable key for lists. */
  entry: z.string(),
  posting_date: dateStringSchema,
  voucher_doctype: z.string(),
  voucher_id: z.string(),
  /** The leaf posted to: the asked account, or one below it when a group was asked for. */
  account: z.string(),
  account_name: z.string(),
  debit: decimalStringSchema,
  credit: decimalStringSchema,
  /** Debit less credit of everything up to and including this row. */
  balance: decimalStringSchema,
  remark: z.nullable(z.string()),
  is_reversal: z.boolean(),
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
