import { z } from 'zod';
import type { CallContext } from './call-context.ts';

/** A non-negative decimal string with at most two digits after the point. */
export const amountSchema = z.string().regex(/^\d{1,16}(\.\d{1,2})?$/, 'an amount is a decimal string such as "1250.00"');

/**
 * What an account is for. Other domains name a purpose and the ledger's owner knows the account: nobody else learns the
 * chart of accounts.
 */
export const accountPurposeSchema = z.enum(['inventory', 'goods_received', 'cost_of_goods', 'inventory_adjustment']);
export type AccountPurpose = z.infer<typeof accountPurposeSchema>;

export const voucherRefSchema = z.strictObject({ doctype: z.string().max(64), id: z.string().max(140) });
export type VoucherRef = z.infer<typeof voucherRefSchema>;

export const postRequestSchema = z.strictObject({
  voucher: voucherRefSchema,
  posting_date: z.iso.date(),
  /** Debits equal credits exactly; each line has one side above zero. An all-zero voucher has no lines and posts nothing. */
  lines: z
    .array(
      z.strictObject({ purpose: accountPurposeSchema, debit: amountSchema, credit: amountSchema, remark: z.string().max(300).optional() }),
    )
    .max(1000),
});
export type PostRequest = z.infer<typeof postRequestSchema>;

export const reverseRequestSchema = z.strictObject({ voucher: voucherRefSchema, posting_date: z.iso.date() });
export type ReverseRequest = z.infer<typeof reverseRequestSchema>;

export const postReceiptSchema = z.strictObject({
  voucher: voucherRefSchema,
  entries: z.number().int(),
  /** When it was posted, for a repeated call too: ISO time, UTC. */
  posted_at: z.iso.datetime(),
});
export type PostReceipt = z.infer<typeof postReceiptSchema>;

/**
 * Posting into the general ledger from another domain. One posting and at most one reversal a voucher: a repeated call
 * with the same arguments answers the first receipt.
 *
 * Refusals: `unbalanced`, `unknown-account`, `period-locked`, `already-posted` (other arguments), `not-posted`.
 */
export interface LedgerProtocol {
  post(request: PostRequest, context: CallContext): Promise<PostReceipt>;
  reverse(request: ReverseRequest, context: CallContext): Promise<PostReceipt>;
}
/** 2: receipts say when. Version 1 is in ledger-v1.ts. */
export const LEDGER_PROTOCOL_VERSION = 2;
