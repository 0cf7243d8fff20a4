import { z } from 'zod/mini';

/** A signed-in user, as the gateway knows them. */
export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.readonly(z.array(z.string())),
  tenant: z.string(),
  region: z.optional(z.string()),
});
export type User = z.infer<typeof userSchema>;

/** `GET /api/gateway/session`; `user` is null while nobody is signed in. `POST` signs in and answers the same. */
export const sessionSchema = z.object({ user: z.nullable(userSchema) });
