import { z } from 'zod';
import type { ProtocolContract, ProtocolOf } from './contract.ts';

export const usageRequestSchema = z.strictObject({ doctype: z.string().max(64), id: z.string().max(140) });
export type UsageRequest = z.infer<typeof usageRequestSchema>;

/** A document that refers to the one asked for: its DocType's label and its id. */
export const usageSchema = z.strictObject({ label: z.string(), id: z.string() });
export type Usage = z.infer<typeof usageSchema>;

export const usageContract = {
  name: 'usage',
  version: 1,
  methods: {
    find: { request: usageRequestSchema, result: usageSchema.nullable() },
  },
} as const satisfies ProtocolContract;

/** Whether other domains refer to a document, asked by its owner before it deletes it. One of them is enough of an answer. */
export type UsageProtocol = ProtocolOf<typeof usageContract>;
