import { z } from 'zod';
import type { MethodSchema } from './codec.ts';
import { postReceiptSchema, postRequestSchema, reverseRequestSchema } from './ledger.ts';
import { referenceRequestSchema, referenceSchema } from './reference.ts';
import { usageRequestSchema, usageSchema } from './usage.ts';

/** The methods of each protocol, for adapters: they know nothing else of what they carry. */
export const ledgerMethods = {
  post: { request: postRequestSchema, result: postReceiptSchema },
  reverse: { request: reverseRequestSchema, result: postReceiptSchema },
} satisfies Record<string, MethodSchema>;

export const referenceMethods = {
  resolve: { request: referenceRequestSchema, result: z.array(referenceSchema).max(1000) },
} satisfies Record<string, MethodSchema>;

export const usageMethods = {
  find: { request: usageRequestSchema, result: usageSchema.nullable() },
} satisfies Record<string, MethodSchema>;
