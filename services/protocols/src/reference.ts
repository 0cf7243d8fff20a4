import { z } from 'zod';
import type { ProtocolContract, ProtocolOf } from './contract.ts';

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

export const referenceContract = {
  name: 'reference',
  version: 1,
  methods: {
    resolve: { request: referenceRequestSchema, result: z.array(referenceSchema).max(1000), halve },
  },
} as const satisfies ProtocolContract;

/** Looks up documents another domain owns, for links. Ids that do not exist are absent from the answer. */
export type ReferenceProtocol = ProtocolOf<typeof referenceContract>;

function halve(request: ReferenceRequest): [ReferenceRequest, ReferenceRequest] | null {
  const { ids } = request;
  const half = Math.ceil(ids.length / 2);
  return ids.length < 2
    ? null
    : [
        { ...request, ids: ids.slice(0, half) },
        { ...request, ids: ids.slice(half) },
      ];
}
