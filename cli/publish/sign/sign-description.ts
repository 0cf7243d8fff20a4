import { sign } from 'node:crypto';
import { type Signature, signatureSchema } from '@business-m/contract';
import type { SigningKeyPair } from './signing-key.ts';

/** Signs the bytes of a `remote.json`, and with them every byte of the release: it holds their hashes. */
export function signDescription(description: Uint8Array, { id, privateKey }: SigningKeyPair): Signature {
  const signature = sign(null, description, privateKey).toString('base64url');
  return { schemaVersion: 1, algorithm: 'Ed25519', keyId: id, signature };
}

export const signatureText = (signature: Signature) => `${JSON.stringify(signature)}\n`;

/** Null for what is no signature at all. */
export function parseSignature(bytes: Uint8Array): Signature | null {
  try {
    return signatureSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null;
  }
}
