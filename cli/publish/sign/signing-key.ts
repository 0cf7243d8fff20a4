import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { writeDurably } from '@business-m/files';
import { keyIdOf } from '@business-m/manifest/store';
import { PublishRefusal } from '../publish-refusal.ts';

const GROUP_OR_OTHERS = 0o077;

/** An Ed25519 key (RFC 8032) to sign releases with. `id` and `publicKey` are what an environment's `policy.signatures.keys` names. */
export interface SigningKeyPair {
  id: string;
  /** 32 bytes, base64url without padding. */
  publicKey: string;
  privateKey: KeyObject;
}

/** Makes a new key and writes its private half to a new file that only its owner may read: PKCS #8 PEM, or a JWK (RFC 8037) for `*.jwk`. */
export async function createSigningKey(file: string): Promise<SigningKeyPair> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = /\.jwk(?:\.json)?$/.test(file)
    ? `${JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: keyPair(privateKey).id, alg: 'EdDSA', use: 'sig' })}\n`
    : privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeDurably(file, text, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new PublishRefusal('key-exists', `${file} exists: a key is not written over`);
    if (error.code === 'ENOENT') throw new PublishRefusal('key-unwritable', `the folder of ${file} does not exist`);
    throw error;
  });
  return keyPair(privateKey);
}

/** Reads a key that {@link createSigningKey}, or `openssl genpkey -algorithm ed25519`, wrote. Refuses one that others can read. */
export async function readSigningKey(file: string): Promise<SigningKeyPair> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new PublishRefusal('key-unreadable', `${file} is no file with a key`);
  if (process.platform !== 'win32' && (found.mode & GROUP_OR_OTHERS) !== 0)
    throw new PublishRefusal('key-exposed', `${file} can be read by others: chmod 600 ${file}`);
  return keyPair(parseKey(file, await readFile(file, 'utf8')));
}

function parseKey(file: string, text: string): KeyObject {
  let key: KeyObject;
  try {
    key = text.trimStart().startsWith('{') ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' }) : createPrivateKey(text);
  } catch {
    // Not the parser's own words: they may quote the key.
    throw new PublishRefusal('key-unreadable', `${file} holds no private key as PEM or JWK`);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new PublishRefusal('key-unreadable', `${file} holds a key of type ${key.asymmetricKeyType}, not Ed25519`);
  return key;
}

function keyPair(privateKey: KeyObject): SigningKeyPair {
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
  return { id: keyIdOf(Buffer.from(publicKey, 'base64url')), publicKey, privateKey };
}
