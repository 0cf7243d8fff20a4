import { z } from 'zod';

/** Bodies of the gateway's own endpoints; `docs/http-api.md` has them in words. The remotes' is `resolutionSchema`. */
export const userSchema = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  tenant: z.string(),
  region: z.string().optional(),
});

export const credentialsSchema = z.strictObject({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1_024) });

export const sessionSchema = z.strictObject({ user: userSchema.nullable() });

const upstreamHealth = { status: z.enum(['up', 'down']), docTypes: z.int(), message: z.string().optional() };

export const healthSchema = z.strictObject({
  status: z.enum(['ok', 'degraded']),
  manifest: z.strictObject({
    revision: z.int().nonnegative(),
    /** Why the newest edit is not in effect. */
    error: z.strictObject({ path: z.string(), message: z.string(), retrying: z.boolean() }).optional(),
  }),
  /** Where revisions are kept. Away: the last accepted one is served, and nothing can be changed. */
  store: z.strictObject({ awaySince: z.iso.datetime().nullable() }),
  upstreams: z.record(
    z.string(),
    z.strictObject({
      ...upstreamHealth,
      /** Of upstreams that single tenants have. */
      tenants: z.record(z.string(), z.strictObject(upstreamHealth)).optional(),
      /** Only while the manifest holds the scope: how many requests wait. */
      held: z.int().optional(),
    }),
  ),
  /** DocTypes that two services claim. */
  conflicts: z.array(z.strictObject({ doctype: z.string(), owner: z.string(), claimedBy: z.string() })),
});
export type Health = z.infer<typeof healthSchema>;
