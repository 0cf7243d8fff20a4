import { z } from 'zod/mini';
import { keyIdSchema } from './policy.ts';

/**
 * `signature.json`, beside the `remote.json` whose bytes it is over: Ed25519 (RFC 8032). The release's id pins `remote.json`, which pins
 * every file, so one signature covers all bytes.
 */
export const signatureSchema = z.strictObject({
  schemaVersion: z.literal(1),
  algorithm: z.literal('Ed25519'),
  keyId: keyIdSchema,
  /** 64 bytes, base64url without padding. */
  signature: z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/)),
});
export type Signature = z.infer<typeof signatureSchema>;
