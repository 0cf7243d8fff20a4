import { z } from 'zod/mini';
import { roleSchema, scopeSchema } from './names.ts';
import { needsSchema } from './needs.ts';

/** Ed25519 (RFC 8032) public key: 32 bytes, base64url without padding. */
export const publicKeySchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, 'a key is 32 bytes as base64url'));

/** First 16 hex digits of the SHA-256 of the public key's 32 bytes. */
export const keyIdSchema = z.string().check(z.regex(/^[0-9a-f]{16}$/, 'a key id is 16 hex digits'));

export const signingKeySchema = z.strictObject({
  id: keyIdSchema,
  publicKey: publicKeySchema,
  owner: z.string().check(z.minLength(1), z.maxLength(80)),
  /** Whose releases it may sign; every scope's when absent. */
  scopes: z.optional(z.array(scopeSchema).check(z.minLength(1), z.maxLength(200))),
});
export type SigningKey = z.infer<typeof signingKeySchema>;

/** An origin, or `http://localhost:*` for any port of it. */
export const overrideOriginSchema = z
  .string()
  .check(
    z.maxLength(200),
    z.regex(/^https?:\/\/[a-z0-9.-]+(?::(?:\d{1,5}|\*))?$/, 'an origin: scheme, host and port, where the port may be *'),
  );

/** When a canary is clearly worse than stable: docs/canary.md has the rule. */
export const haltPolicySchema = z.strictObject({
  enabled: z.boolean(),
  /** Users of the canary who must have reported before anything is decided. Default 20. */
  minUsers: z.optional(z.int().check(z.minimum(3), z.maximum(100_000))),
  /** The share of failing users that is bad on its own, while stable has too few users to compare with. Default 2000 (20 %). */
  ceilingBps: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
  /** By how much the canary must be worse than stable to count. Default 100 (1 %). */
  marginBps: z.optional(z.int().check(z.minimum(0), z.maximum(10_000))),
});
export type HaltPolicy = z.infer<typeof haltPolicySchema>;

/** In kilobytes of 1,000 bytes, brotli-compressed: what one screen loads of a release, and all of it. */
export const sizeLimitsSchema = z.strictObject({
  screenKb: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
  releaseKb: z.optional(z.int().check(z.minimum(1), z.maximum(100_000))),
});

/** What an environment asks of those who change it. */
export const policySchema = z.strictObject({
  /** A change waits for the approval of somebody else. Taking a canary back, rolling back and switching off do not wait. */
  approval: z.optional(z.boolean()),
  /** Nobody changes anything but the lock; a canary that fails is still halted. */
  locked: z.optional(z.strictObject({ reason: z.string().check(z.minLength(1), z.maxLength(300)), by: z.string(), at: z.iso.datetime() })),
  signatures: z.optional(z.strictObject({ required: z.boolean(), keys: z.array(signingKeySchema).check(z.maxLength(200)) })),
  /** Who may run a remote from elsewhere in their own desk. Nobody when absent. */
  overrides: z.optional(
    z.strictObject({
      roles: z.array(roleSchema).check(z.minLength(1), z.maxLength(20)),
      origins: z.array(overrideOriginSchema).check(z.minLength(1), z.maxLength(50)),
      maxMinutes: z.int().check(z.minimum(1), z.maximum(1_440)),
    }),
  ),
  /** Remote → needs of its screens that are granted: `{"lab": ["workers"]}`. Nothing when absent (docs/remotes.md). */
  consent: z.optional(z.record(scopeSchema, needsSchema)),
  halt: z.optional(haltPolicySchema),
  /** How large releases may be. Defaults 120 and 2,000; `remotes` has those that may take more, or less, than the others. */
  budget: z.optional(z.strictObject({ ...sizeLimitsSchema.shape, remotes: z.optional(z.record(scopeSchema, sizeLimitsSchema)) })),
});
export type Policy = z.infer<typeof policySchema>;
