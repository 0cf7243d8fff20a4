import { z } from 'zod/mini';
import { scopeSchema, versionSchema } from './names.ts';
import { keyIdSchema } from './policy.ts';

/** Hex digits of the hash in a release's id: 128 bits. Older ids carry twelve digits, which stay readable. */
export const DIGEST_LENGTH = 32;

const digest = '-([0-9a-f]{32}|[0-9a-f]{12})';

/** `<version>-<first 32 hex digits of the SHA-256 of remote.json>`: pins every byte, and names the release’s folder on the CDN. */
export const releaseIdSchema = z
  .string()
  .check(
    z.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[0-9a-z.-]{1,32})?-(?:[0-9a-f]{32}|[0-9a-f]{12})$/, 'a release is <version>-<32 hex digits>'),
  );

/** The two parts of a release's id; null of what is none. */
export function splitRelease(id: string): { version: string; digest: string } | null {
  const [, version, hex] = new RegExp(`^(.+?)${digest}$`).exec(id) ?? [];
  return version !== undefined && hex !== undefined ? { version, digest: hex } : null;
}

/** Whether two ids name the same bytes: one may carry fewer digits of their hash. */
export function isSameRelease(a: string, b: string): boolean {
  const [one, other] = [splitRelease(a), splitRelease(b)];
  if (!one || !other || one.version !== other.version) return a === b;
  return one.digest.startsWith(other.digest) || other.digest.startsWith(one.digest);
}

/** A release by id, or the newest published one (`latest`, where the environment allows it). */
export const releaseRefSchema = z.union([z.literal('latest'), releaseIdSchema]);

/** `<cdn>/<scope>/releases.json`: what has been published, oldest first. Mutable, and served `no-cache`. */
export const releaseIndexSchema = z.object({
  schemaVersion: z.literal(1),
  scope: scopeSchema,
  releases: z.array(z.object({ id: releaseIdSchema, version: versionSchema, publishedAt: z.iso.datetime() })).check(z.maxLength(10_000)),
});
export type ReleaseIndex = z.infer<typeof releaseIndexSchema>;

/** `signature.json` beside `remote.json`: Ed25519 (RFC 8032) over its bytes, and so over every file, whose hashes it holds. */
export const signatureSchema = z.strictObject({
  schemaVersion: z.literal(1),
  algorithm: z.literal('Ed25519'),
  keyId: keyIdSchema,
  /** 64 bytes, base64url without padding. */
  signature: z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/)),
});
export type Signature = z.infer<typeof signatureSchema>;
