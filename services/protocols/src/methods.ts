import { z } from 'zod';
import type { ProtocolContract } from './contract.ts';
import { LEDGER_PROTOCOL_VERSION, postReceiptSchema, postRequestSchema, reverseRequestSchema } from './ledger.ts';
import { ledgerV1 } from './ledger-v1.ts';
import { REFERENCE_PROTOCOL_VERSION, referenceRequestSchema, referenceSchema } from './reference.ts';
import { USAGE_PROTOCOL_VERSION, usageRequestSchema, usageSchema } from './usage.ts';

export const ledgerContract = {
  name: 'ledger',
  version: LEDGER_PROTOCOL_VERSION,
  methods: {
    post: { request: postRequestSchema, result: postReceiptSchema, previous: ledgerV1.post },
    reverse: { request: reverseRequestSchema, result: postReceiptSchema, previous: ledgerV1.reverse },
  },
} as const satisfies ProtocolContract;

export const referenceContract = {
  name: 'reference',
  version: REFERENCE_PROTOCOL_VERSION,
  methods: {
    resolve: { request: referenceRequestSchema, result: z.array(referenceSchema).max(1000) },
  },
} as const satisfies ProtocolContract;

export const usageContract = {
  name: 'usage',
  version: USAGE_PROTOCOL_VERSION,
  methods: {
    find: { request: usageRequestSchema, result: usageSchema.nullable() },
  },
} as const satisfies ProtocolContract;
