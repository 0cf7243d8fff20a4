import { z } from 'zod/mini';
import { dateStringSchema, decimalStringSchema } from './decimal.ts';

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
