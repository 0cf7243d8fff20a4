import { z } from 'zod';
import type { CallContext } from './call-context.ts';

export const usageRequestSchema = z.strictObject({ doctype: z.string().max(64), id: z.string().max(140) });
export type UsageRequest = z.infer<typeof usageRequestSchema>;

/** A document that refers to the one asked for: its DocType's label and its id. */
export const usageSchema = z.strictObject({ label: z.string(), id: z.string() });
export type Usage = z.infer<typeof usageSchema>;

/** Whether other domains refer to a document, asked by its owner before it deletes it. One of them is enough of an answer. */
export interface UsageProtocol {
  find(request: UsageRequest, context: CallContext): Promise<Usage | null>;
}
export const USAGE_PROTOCOL_VERSION = 1;
