import { z } from 'zod';
import type { PreviousMethod } from './contract.ts';
import { type PostReceipt, postRequestSchema, reverseRequestSchema, voucherRefSchema } from './ledger.ts';

/** Version 1 did not say when something was posted. */
const receiptV1Schema = z.strictObject({ voucher: voucherRefSchema, entries: z.number().int() });
type ReceiptV1 = z.infer<typeof receiptV1Schema>;

const results = {
  result: receiptV1Schema,
  /** When the receipt arrived is the closest that can be known. */
  upgradeResult: (old: unknown): PostReceipt => ({ ...(old as ReceiptV1), posted_at: new Date().toISOString() }),
  downgradeResult(current: unknown): ReceiptV1 {
    const { voucher, entries } = current as PostReceipt;
    return { voucher, entries };
  },
};
const sameRequest = { upgradeRequest: (old: unknown) => old, downgradeRequest: (current: unknown) => current };

/** The ledger as version 1 said it. */
export const ledgerV1 = {
  post: { request: postRequestSchema, ...sameRequest, ...results },
  reverse: { request: reverseRequestSchema, ...sameRequest, ...results },
} satisfies Record<string, PreviousMethod>;
