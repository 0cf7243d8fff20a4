import { generateKeyPairSync, sign } from 'node:crypto';
import type { SigningKey } from '@business-m/contract';
import { expect, test } from 'vitest';
import { keyIdOf, verifySignature } from './verify-signature.ts';

function pair(changes: Partial<SigningKey> = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const key: SigningKey = { id: keyIdOf(raw), publicKey: raw.toString('base64url'), owner: 'Finance UI', ...changes };
  return { key, signed: (bytes: Uint8Array) => ({ keyId: key.id, signature: sign(null, bytes, privateKey).toString('base64url') }) };
}

const bytes = Buffer.from('{"scope":"finance"}');
const [mine, other] = [pair({ scopes: ['finance', 'ledger'] }), pair()];

test('accepts a signature by a key of the scope beside any other keys', () => {
  expect(verifySignature(bytes, mine.signed(bytes), [other.key, mine.key], 'finance')).toEqual({ key: mine.key });
  expect(verifySignature(bytes, other.signed(bytes), [other.key, mine.key], 'anything')).toEqual({ key: other.key });
});

test('verifies RFC 8032, 7.1, TEST 1', () => {
  const raw = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
  const signature = Buffer.from(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    'hex',
  ).toString('base64url');
  const key = { id: keyIdOf(raw), publicKey: raw.toString('base64url'), owner: 'RFC' };
  expect(verifySignature(Buffer.alloc(0), { keyId: key.id, signature }, [key], 'any')).toEqual({ key });
});

test.each<[string, () => ReturnType<typeof verifySignature>, RegExp]>([
  ['a key nobody listed', () => verifySignature(bytes, other.signed(bytes), [mine.key], 'finance'), /does not know/],
  ['another scope', () => verifySignature(bytes, mine.signed(bytes), [mine.key], 'wms'), /may not sign for "wms"/],
  ['other bytes', () => verifySignature(Buffer.from('{}'), mine.signed(bytes), [mine.key], 'finance'), /is not the key/],
  [
    'another key under this id',
    () => verifySignature(bytes, { ...other.signed(bytes), keyId: mine.key.id }, [mine.key], 'finance'),
    /is not the key/,
  ],
  [
    'a listed key whose id is not its own',
    () =>
      verifySignature(bytes, { ...other.signed(bytes), keyId: mine.key.id }, [{ ...mine.key, publicKey: other.key.publicKey }], 'finance'),
    /not its own/,
  ],
  [
    'bytes that are no key',
    () => {
      const raw = Buffer.alloc(32, 255);
      const key = { id: keyIdOf(raw), publicKey: raw.toString('base64url'), owner: 'X' };
      return verifySignature(bytes, { ...mine.signed(bytes), keyId: key.id }, [key], 'finance');
    },
    /is not the key/,
  ],
])('refuses %s as a signature', (_, verified, message) => {
  expect(verified()).toEqual({ fault: expect.stringMatching(message) });
});
