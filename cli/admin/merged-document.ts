import { type DesiredRemote, desiredRemoteSchema } from '@business-m/contract';
import { z } from 'zod/mini';

/** What the command reads of a merged document, in which variables stand as they were typed. */
const mergedSchema = z.looseObject({
  followLatest: z.optional(z.boolean()),
  remotes: z._default(z.record(z.string(), desiredRemoteSchema), {}),
  backend: z.optional(
    z.looseObject({
      monolith: z.optional(z.string()),
      scopes: z.optional(z.record(z.string(), z.looseObject({ upstream: z.optional(z.string()) }))),
    }),
  ),
});
export type MergedDocument = z.infer<typeof mergedSchema>;

export const readMerged = (merged: unknown): MergedDocument => {
  const parsed = mergedSchema.safeParse(merged);
  return parsed.success ? parsed.data : { remotes: {} };
};

export const remotesOf = (merged: unknown): Record<string, DesiredRemote> => readMerged(merged).remotes;
