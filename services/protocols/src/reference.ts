import { z } from 'zod';
import type { CallContext } from './call-context.ts';

export const referenceRequestSchema = z.strictObject({
  doctype: z.string().max(64),
  ids: z.array(z.string().max(140)).max(1000),
  /** Fields of the referred documents to return, beside the title. */
  fields: z.array(z.string().max(64)).max(50).optional(),
});
export type ReferenceRequest = z.infer<typeof referenceRequestSchema>;

export const referenceSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  values: z.record(z.string(), z.unknown()),
});
export type Reference = z.infer<typeof referenceSchema>;

/** Looks up documents another domain owns, for links. Ids that do not exist are absent from the answer. */
export interface ReferenceProtocol {
  resolve(request: ReferenceRequest, context: CallContext): Promise<Reference[]>;
}
export const REFERENCE_PROTOCOL_VERSION = 1;
