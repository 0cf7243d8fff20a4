import { z } from 'zod';
import type { PreviousForm, ProtocolContract, ProtocolOf } from './contract.ts';

const name = z.string().max(64);

/** What a guarded field is and what it is to become. */
const fieldChangeSchema = z.strictObject({ from: z.unknown(), to: z.unknown() });

export const usageRequestSchema = z.strictObject({
  doctype: name,
  id: z.string().max(140),
  /** The guarded fields that are to change; null: the document is to be deleted. */
  change: z.record(z.string().max(64), fieldChangeSchema).nullable(),
  /** `hold`: while nothing stands in the way, what names the document waits for the change. `release`: the change is over. */
  step: z.enum(['hold', 'release']),
  /** Tells this change from others of the same document. */
  token: z.string().max(64),
  /** How writes of other domains name the document: by its DocType, and as a field of what they link to, `item.uom`. */
  reachedBy: z.array(z.string().max(130)).max(50),
});
export type UsageRequest = z.infer<typeof usageRequestSchema>;

/** What stands in the way: the label and id of what uses the document, and the reason, unless its being used is reason enough. */
export const usageSchema = z.strictObject({
  label: z.string(),
  id: z.string(),
  reason: z.strictObject({ code: z.string().max(64), field: z.string().max(64).nullable(), message: z.string().max(2000) }).nullable(),
});
export type Usage = z.infer<typeof usageSchema>;

const requestV1Schema = z.strictObject({ doctype: name, id: z.string().max(140) });
const usageV1Schema = z.strictObject({ label: z.string(), id: z.string() }).nullable();

/** Version 1 knew deletions only, and held nothing. */
const requestOfVersion1: PreviousForm = {
  schema: requestV1Schema,
  upgrade: (old): UsageRequest => {
    const { doctype, id } = old as z.infer<typeof requestV1Schema>;
    return { doctype, id, change: null, step: 'hold', token: '', reachedBy: [] };
  },
  downgrade: (current) => {
    const { doctype, id } = current as UsageRequest;
    return { doctype, id };
  },
};
const resultOfVersion1: PreviousForm = {
  schema: usageV1Schema,
  upgrade: (old): Usage | null => (old === null ? null : { ...(old as { label: string; id: string }), reason: null }),
  downgrade: (current) => (current === null ? null : { label: (current as Usage).label, id: (current as Usage).id }),
};

export const usageContract = {
  name: 'usage',
  version: 2,
  methods: {
    find: {
      request: usageRequestSchema,
      result: usageSchema.nullable(),
      previous: { request: requestOfVersion1, result: resultOfVersion1 },
    },
  },
} as const satisfies ProtocolContract;

/** What stands in the way of changing or deleting a document in other domains, asked by its owner before. One reason is enough of an answer. */
export type UsageProtocol = ProtocolOf<typeof usageContract>;
