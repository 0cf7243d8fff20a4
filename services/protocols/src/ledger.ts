import { z } from 'zod';
import type { PreviousForm, ProtocolContract, ProtocolOf } from './contract.ts';

/** A non-negative decimal string with at most two digits after the point. */
export const amountSchema = z.string().regex(/^\d{1,16}(\.\d{1,2})?$/, 'an amount is a decimal string such as "1250.00"');

/** What an account is for. Other domains name a purpose, so that only finance knows the chart of accounts. */
export const accountPurposeSchema = z.enum(['inventory', 'goods_received', 'cost_of_goods', 'inventory_adjustment']);
export type AccountPurpose = z.infer<typeof accountPurposeSchema>;

export const voucherRefSchema = z.strictObject({ doctype: z.string().max(64), id: z.string().max(140) });
export type VoucherRef = z.infer<typeof voucherRefSchema>;

const lineSchema = z.strictObject({
  purpose: accountPurposeSchema,
  debit: amountSchema,
  credit: amountSchema,
  remark: z.string().max(300).optional(),
});

export const postRequestSchema = z.strictObject({
  voucher: voucherRefSchema,
  posting_date: z.iso.date(),
  /** Debits equal credits exactly; each line has one side above zero. An all-zero voucher has no lines and posts nothing. */
  lines: z.array(lineSchema).max(1000),
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

/** The receipt of version 1, which did not say when something was posted. */
const receiptV1Schema = z.strictObject({ voucher: voucherRefSchema, entries: z.number().int() });
type ReceiptV1 = z.infer<typeof receiptV1Schema>;

const receiptOfVersion1: PreviousForm = {
  schema: receiptV1Schema,
  /** The time of arrival is the closest that can be known. */
  upgrade: (old): PostReceipt => ({ ...(old as ReceiptV1), posted_at: new Date().toISOString() }),
  downgrade(current): ReceiptV1 {
    const { voucher, entries } = current as PostReceipt;
    return { voucher, entries };
  },
};

export const ledgerContract = {
  name: 'ledger',
  version: 2,
  methods: {
    post: { request: postRequestSchema, result: postReceiptSchema, previous: { result: receiptOfVersion1 } },
    reverse: { request: reverseRequestSchema, result: postReceiptSchema, previous: { result: receiptOfVersion1 } },
  },
} as const satisfies ProtocolContract;

/** Posts into the general ledger, once per voucher. Refusals: `unbalanced`, `unknown-account`, `already-posted`, `not-posted`. */
export type LedgerProtocol = ProtocolOf<typeof ledgerContract>;
