import { sign } from 'node:crypto';
import { type Signature, signatureSchema } from '@business-m/contract';
import { jsonOrNull, verifySignature } from '@business-m/manifest/store';
import type { Candidate } from '../inspect.ts';
import { PublishRefusal } from '../publish-refusal.ts';
import type { Publication, ReleaseTarget } from '../target/release-target.ts';
import type { SigningKeyPair } from './signing-key.ts';

/** Signs a committed release, or gives it the signature that was made of it elsewhere, or leaves the one it has. Answers the id of the key whose signature lies there. */
export async function signRelease(
  { remote: { scope }, id, description }: Candidate,
  target: ReleaseTarget,
  publication: Publication,
  key: SigningKeyPair | undefined,
  made?: Uint8Array,
): Promise<string | null> {
  const mine = key ? Buffer.from(signatureText(signDescription(description, key))) : made;
  if (mine && !parseSignature(mine)) throw new PublishRefusal('signature-damaged', `the signature that ${scope}/${id} came with is none`);
  if (mine) await publication.add('signature.json', mine);
  const bytes = await target.read(scope, id, 'signature.json');
  if (!key && !bytes) return null;
  const there = bytes && parseSignature(bytes);
  if (!there) throw new PublishRefusal('signature-damaged', `${target.address}/${scope}/${id}/signature.json is no signature`);
  // Ed25519 makes one signature of the same bytes with the same key.
  const given = made && parseSignature(made);
  if (given?.keyId === there.keyId && given.signature !== there.signature)
    throw new PublishRefusal(
      'signature-damaged',
      `${scope}/${id}/signature.json is not the signature that the key ${there.keyId} has made`,
    );
  if (!key) return there.keyId;
  if (there.keyId !== key.id)
    throw new PublishRefusal('signed-by-another', `${scope}/${id} is signed with the key ${there.keyId} already, and stays so`);
  const verified = verifySignature(description, there, [{ id: key.id, publicKey: key.publicKey, owner: 'the publisher' }], scope);
  if ('fault' in verified) throw new PublishRefusal('signature-damaged', `${scope}/${id}/signature.json: ${verified.fault}`);
  return key.id;
}

/** Signs the bytes of a `remote.json`, and with them every byte of the release: it holds their hashes. */
export function signDescription(description: Uint8Array, { id, privateKey }: SigningKeyPair): Signature {
  const signature = sign(null, description, privateKey).toString('base64url');
  return { schemaVersion: 1, algorithm: 'Ed25519', keyId: id, signature };
}

export const signatureText = (signature: Signature) => `${JSON.stringify(signature)}\n`;

export const parseSignature = (bytes: Uint8Array): Signature | null => signatureSchema.safeParse(jsonOrNull(bytes)).data ?? null;
