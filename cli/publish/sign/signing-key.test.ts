import { createPublicKey, verify } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyIdSchema, publicKeySchema, signatureSchema } from '@business-m/contract';
import { verifySignature } from '@business-m/manifest/store';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { parseSignature, signatureText, signDescription } from './sign-release.ts';
import { createSigningKey, readSigningKey } from './signing-key.ts';

const folder = () => temporaryFolder(onTestFinished);
const description = Buffer.from('{"scope":"shop"}');

test.each(['key.pem', 'key.jwk', 'key.jwk.json'])('writes a key to %s for its owner only and reads it back', async (name) => {
  const file = join(await folder(), name);
  const made = await createSigningKey(file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const read = await readSigningKey(file);
  expect([read.id, read.publicKey]).toEqual([made.id, made.publicKey]);
  expect([keyIdSchema.safeParse(made.id).success, publicKeySchema.safeParse(made.publicKey).success]).toEqual([true, true]);
  expect((await readFile(file, 'utf8')).startsWith(name === 'key.pem' ? '-----BEGIN PRIVATE KEY-----' : '{')).toBe(true);
});

test('signs the description’s bytes so that the schema, the store and any tool accept it', async () => {
  const key = await createSigningKey(join(await folder(), 'key.pem'));
  const signature = signDescription(description, key);
  expect(parseSignature(Buffer.from(signatureText(signature)))).toEqual(signatureSchema.parse(signature));
  const known = [{ id: key.id, publicKey: key.publicKey, owner: 'Shop UI', scopes: ['shop'] }];
  expect(verifySignature(description, signature, known, 'shop')).toEqual({ key: known[0] });
  expect(verifySignature(Buffer.from('{"scope":"shap"}'), signature, known, 'shop')).toHaveProperty('fault');
  const jwk = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, format: 'jwk' });
  expect(verify(null, description, jwk, Buffer.from(signature.signature, 'base64url'))).toBe(true);
});

test('does not overwrite a key', async () => {
  const file = join(await folder(), 'key.pem');
  await createSigningKey(file);
  const before = await readFile(file, 'utf8');
  await expect(createSigningKey(file)).rejects.toMatchObject({ code: 'key-exists' });
  expect(await readFile(file, 'utf8')).toBe(before);
  await expect(createSigningKey(join(file, 'x/key.pem'))).rejects.toThrow();
});

test('refuses a key that others can read', async () => {
  const file = join(await folder(), 'key.pem');
  await createSigningKey(file);
  await chmod(file, 0o640);
  await expect(readSigningKey(file)).rejects.toMatchObject({ code: 'key-exposed', message: expect.stringContaining(`chmod 600 ${file}`) });
});

test.each([
  ['nothing', ''],
  ['half a key', '-----BEGIN PRIVATE KEY-----\nMC4CAQ\n'],
  ['a JWK of another curve', JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 'c' })],
  ['a public key', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' })],
])('refuses a file with %s without quoting its content', async (_, text) => {
  const file = join(await folder(), 'key.pem');
  await writeFile(file, text, { mode: 0o600 });
  const refusal = await readSigningKey(file).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'key-unreadable' });
  expect(String(refusal)).not.toMatch(/MC4CAQ|11qYAY/);
});

test('refuses a missing file', async () => {
  await expect(readSigningKey(join(await folder(), 'gone.pem'))).rejects.toMatchObject({ code: 'key-unreadable' });
});
