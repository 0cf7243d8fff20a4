import { z } from 'zod/mini';
import { desiredStateSchema, integritySchema, releaseIdSchema, remoteJsonSchema, scopeSchema } from '../schema/index.ts';

/** A release as the CDN holds it: its id and the `remote.json` that the id pins. */
export const hydratedReleaseSchema = z.object({ id: releaseIdSchema, remote: remoteJsonSchema, entryIntegrity: integritySchema });
export type HydratedRelease = z.infer<typeof hydratedReleaseSchema>;

/**
 * The desired state with everything looked up that it refers to. `releases` lacks a remote only when that remote is
 * disabled and its release could not be read.
 */
export const hydratedStateSchema = z.object({
  revision: z.int().check(z.positive()),
  desired: desiredStateSchema,
  releases: z.record(scopeSchema, hydratedReleaseSchema),
});
export type HydratedState = z.infer<typeof hydratedStateSchema>;
