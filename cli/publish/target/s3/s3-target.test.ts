import { brotliDecompressSync } from 'node:zlib';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { publishRelease } from '../../publish-release.ts';
import { startS3 } from '../../testing/s3-stand-in.ts';
import { targetContract } from '../contract/release-target-contract.ts';
import { openTarget } from '../open-target.ts';
import { openS3Target, type S3TargetOptions } from './s3-target.ts';

async function setUp({ prefix = 'remotes/', pageLimit = 3, ...options }: S3TargetOptions & { prefix?: string; pageLimit?: number } = {}) {
  const s3 = await startS3({ pageLimit });
  onTestFinished(() => s3.close());
  vi.stubEnv('AWS_ACCESS_KEY_ID', s3.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', s3.credentials.secretAccessKey);
  const address = `s3://releases/${prefix}?endpoint=${s3.endpoint}&region=${s3.credentials.region}`;
  const open = async (limits = options.limits) => {
    const target = openS3Target(address, { ...options, limits });
    onTestFinished(() => target.close());
    return target;
  };
  const object = (key: string) => s3.objects.get(`${prefix}${key}`);
  return { s3, address, open, object };
}

targetContract('s3', async () => {
  const { s3, open, object } = await setUp();
  return {
    open: () => open(),
    served: async (path) => {
      const found = object(path);
      return found ? Buffer.from(found.bytes).toString() : null;
    },
    age: async (ms) => s3.age(ms),
  };
});

async function shop() {
  const dist = await temporaryFolder(onTestFinished);
  await writeRemoteDist(dist);
  return dist;
}

test('sets type, cache lifetime and encoding of objects', async () => {
  const { open, object } = await setUp();
  const { id } = await publishRelease({ dist: await shop(), target: await open() });
  expect(object(`shop/${id}/items.js`)?.headers).toEqual({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
  });
  const compressed = object(`shop/${id}/items.css.br`);
  expect(compressed?.headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8', 'content-encoding': 'br' });
  expect(brotliDecompressSync(compressed?.bytes ?? '')).toEqual(object(`shop/${id}/items.css`)?.bytes);
  expect(object('shop/releases.json')?.headers).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': 'application/json; charset=utf-8',
  });
});

test('leaves only releases and the index in the bucket', async () => {
  const { s3, open } = await setUp({ prefix: '' });
  const { id } = await publishRelease({ dist: await shop(), target: await open() });
  expect([...s3.objects.keys()].filter((key) => !key.startsWith(`shop/${id}/`))).toEqual(['shop/releases.json']);
});

test('refuses a store that ignores conditional writes before writing', async () => {
  const { s3, open } = await setUp();
  s3.keepsConditions = false;
  await expect(publishRelease({ dist: await shop(), target: await open() })).rejects.toMatchObject({ code: 'target-unconditional' });
  expect([...s3.objects.keys()]).toEqual([]);
});

test('publishes to a store that knows tags only without their quotes, again and again, and deletes there', async () => {
  const { s3, open } = await setUp();
  s3.knowsTags = 'bare';
  const ids: string[] = [];
  for (const version of ['1.0.0', '1.0.1']) {
    const dist = await temporaryFolder(onTestFinished);
    await writeRemoteDist(dist, { version });
    ids.push((await publishRelease({ dist, target: await open() })).id);
  }
  const target = await open();
  expect((await target.readIndex('shop')).releases.map(({ id }) => id)).toEqual(ids);
  // A collection that died: its claim is replaced, which no publication of this process has tried before.
  await target.collection('shop');
  s3.age(61_000);
  const collection = await (await open()).collection('shop');
  expect(collection).not.toBeNull();
  await collection?.close();
});

test.each([
  ['none', 'refuses If-Match with the very ETag that it gave'],
  ['any-bare', 'ignores If-None-Match and If-Match'],
] as const)('refuses a store whose If-Match cannot be relied on (%s) before writing', async (knowsTags, why) => {
  const { s3, open } = await setUp();
  s3.knowsTags = knowsTags;
  const refused = publishRelease({ dist: await shop(), target: await open() });
  await expect(refused).rejects.toMatchObject({ code: 'target-unconditional', message: expect.stringContaining(why) });
  expect([...s3.objects.keys()]).toEqual([]);
});

test('retries a conflict with a concurrent write', async () => {
  const { s3, open } = await setUp();
  let conflicts = 0;
  s3.intercept = (phase, _, { method }) => (phase === 'before' && method === 'PUT' && ++conflicts % 2 === 1 ? 409 : undefined);
  const { created } = await publishRelease({ dist: await shop(), target: await open() });
  expect([created, conflicts > 8]).toEqual([true, true]);
});

test('retries store faults and tolerates a lost answer', async () => {
  const { s3, open } = await setUp();
  const failed = new Set<string>();
  s3.intercept = (phase, _, { method, key }) => {
    if (phase === 'before' || method !== 'PUT' || failed.has(key)) return;
    failed.add(key);
    throw new Error('written, and the answer lost');
  };
  const { id } = await publishRelease({ dist: await shop(), target: await open() });
  const target = await open();
  expect((await target.readIndex('shop')).releases.map((release) => release.id)).toEqual([id]);
  expect(failed.size).toBeGreaterThan(8);
});

test('reports wrong keys and a missing bucket in one sentence', async () => {
  const { s3, address } = await setUp();
  const elsewhere = await openTarget(address.replace('releases', 'elsewhere'));
  await expect(elsewhere.readIndex('shop')).rejects.toMatchObject({
    code: 'target-refuses',
    message: expect.stringContaining('NoSuchBucket'),
  });
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
  const target = await openTarget(address);
  await expect(target.readIndex('shop')).rejects.toMatchObject({
    code: 'target-refuses',
    message: expect.stringContaining('SignatureDoesNotMatch'),
  });
  expect(s3.objects.size).toBe(0);
});

test('refuses unsigned requests in the fake store', async () => {
  const { s3 } = await setUp();
  expect((await fetch(`${s3.endpoint}/releases/x`, { method: 'PUT', body: 'x' })).status).toBe(403);
  expect(s3.objects.size).toBe(0);
});

test('makes a publication wait for a collection, and a collection keep files being published', async () => {
  const { open } = await setUp({ limits: { waitMs: 150, pollMs: 20 } });
  const target = await open();
  const publication = await target.publication('shop', '1.0.0-000000000000');
  const collection = await target.collection('shop');
  expect(collection?.busy).toEqual(new Set(['1.0.0-000000000000']));
  await expect(target.publication('shop', '2.0.0-000000000000')).rejects.toMatchObject({ code: 'busy' });
  await collection?.close();
  await publication.close();
  await (await target.publication('shop', '2.0.0-000000000000')).close();
});

test('takes over the claim of a killed collection, which can then delete nothing', async () => {
  const { s3, open } = await setUp();
  let nowMs = Date.now();
  const first = await openS3Later(() => nowMs);
  const dead = await first.collection('shop');
  s3.age(61_000);
  const second = await (await open()).collection('shop');
  expect(second).not.toBeNull();
  nowMs += 61_000;
  await expect(dead?.remove('1.0.0-000000000000')).rejects.toMatchObject({ code: 'busy' });
  await second?.close();

  async function openS3Later(now: () => number) {
    const target = openS3Target(`s3://releases/remotes/?endpoint=${s3.endpoint}&region=${s3.credentials.region}`, { now });
    onTestFinished(() => target.close());
    return target;
  }
});

test('stops a slow publication before its lease expires', async () => {
  let nowMs = Date.now();
  const { open } = await setUp({ now: () => nowMs });
  const publication = await (await open()).publication('shop', '1.0.0-000000000000');
  nowMs += 31 * 60_000;
  await expect(publication.write({ path: 'a.js', bytes: Buffer.from('a') })).rejects.toMatchObject({ code: 'too-slow' });
});

test.each([
  ['s3://x', 'the name of a bucket'],
  ['s3://key:secret@releases/x', 'credentials come from the environment'],
  ['s3://releases/x?region=a&acl=public', '"acl" is unknown'],
  ['s3://releases/x?endpoint=javascript:1', 'no http'],
  ['s3://releases/a//b', 'a prefix is'],
  ['s3://releases/x?style=round', 'path or virtual'],
])('%s: %s', async (address, sentence) => {
  await expect(openTarget(address)).rejects.toMatchObject({ code: 'unknown-target', message: expect.stringContaining(sentence) });
  await expect(openTarget(address)).rejects.not.toThrow(/secret@/);
});
