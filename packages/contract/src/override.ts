import { z } from 'zod/mini';
import { scopeSchema } from './names.ts';
import { remoteDeclarationSchema, remoteJsonSchema } from './remote-json.ts';

const origin = z.string().check(
  z.maxLength(200),
  z.refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text, 'an http(s) origin'),
);

/** A remote that one browser takes from somewhere else: `POST /api/gateway/overrides` (with `minutes`), and in the page. Replaces one of the same scope. */
export const overrideRequestSchema = z.strictObject({ scope: scopeSchema, origin, minutes: z.int().check(z.minimum(1), z.maximum(1_440)) });

export const overrideSchema = z.object({ scope: scopeSchema, origin, expiresAt: z.iso.datetime() });
export type Override = z.infer<typeof overrideSchema>;

/** `GET /api/gateway/overrides`, and the answer to `POST` and `DELETE /api/gateway/overrides[/<scope>]`. */
export const overridesSchema = z.object({ overrides: z.array(overrideSchema).check(z.maxLength(10)) });

/** `<origin>/@desk/remote.json` of a remote's dev server: what is known of it before any of its code runs. */
export const developmentRemoteSchema = z.object({
  schemaVersion: z.literal(1),
  scope: scopeSchema,
  version: remoteJsonSchema.shape.version,
  ...remoteDeclarationSchema.shape,
  requires: remoteJsonSchema.shape.requires,
});
export type DevelopmentRemote = z.infer<typeof developmentRemoteSchema>;
