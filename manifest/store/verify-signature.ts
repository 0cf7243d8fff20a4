import { createPublicKey, hash, verify } from 'node:crypto';
import type { Signature, SigningKey } from '@business-m/contract';

/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410 §4). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

export type Verified = { key: SigningKey } | { fault: string };

/** Whether one of `keys` that may sign for `scope` signed `bytes`, a release's `remote.json` (Ed25519, RFC 8032); otherwise why not. */
export function verifySignature(
  bytes: Uint8Array,
  { keyId, signature }: Pick<Signature, 'keyId' | 'signature'>,
  keys: readonly SigningKey[],
  scope: string,
): Verified {
  const key = keys.find(({ id }) => id === keyId);
  if (!key) return { fault: `signed with the key ${keyId}, which this environment does not know` };
  const raw = Buffer.from(key.publicKey, 'base64url');
  if (keyIdOf(raw) !== key.id) return { fault: `the key ${keyId} (${key.owner}) is listed with an id that is not its own` };
  if (key.scopes && !key.scopes.includes(scope)) return { fault: `the key ${keyId} (${key.owner}) may not sign for "${scope}"` };
  return isSigned(bytes, raw, signature) ? { key } : { fault: `the signature is not the key’s ${keyId} (${key.owner}) over these bytes` };
}

/** Of a public key's 32 bytes. */
export const keyIdOf = (publicKey: Uint8Array): string => hash('sha256', publicKey, 'hex').slice(0, 16);

function isSigned(bytes: Uint8Array, raw: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'));
  } catch {
    // 32 bytes that are no point of the curve.
    return false;
  }
}
