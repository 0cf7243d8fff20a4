import { desiredStateSchema, integritySchema, releaseIdSchema, remoteJsonSchema, scopeSchema } from '@business-m/contract';
import { z } from 'zod/mini';

/** A release as the CDN holds it: its id and the `remote.json` that the id pins. */
export const hydratedReleaseSchema = z.object({
  id: releaseIdSchema,
  remote: remoteJsonSchema,
  entryIntegrity: integritySchema,
  /** SHA-384 of the bytes of `remote.json`. */
  descriptionIntegrity: integritySchema,
});
export type HydratedRelease = z.infer<typeof hydratedReleaseSchema>;

/** The desired state with `latest` resolved and every named release read. A disabled remote's release may be missing. */
export const hydratedStateSchema = z.object({
  /** Of the environment's document. */
  revision: z.int().check(z.positive()),
  desired: desiredStateSchema,
  releases: z.record(scopeSchema, z.record(releaseIdSchema, hydratedReleaseSchema)),
});
export type HydratedState = z.infer<typeof hydratedStateSchema>;

/** Freezes a tree of plain data, so that sharing it is safe. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
