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
