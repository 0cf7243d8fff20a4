import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { fetchRelease } from './fetch-release.ts';
import { publishRelease } from './publish-release.ts';
import { createSigningKey } from './sign/signing-key.ts';
import { openTarget } from './target/open-target.ts';

/** A signed release on one CDN, which answers what `lies` says instead of what it has. */
async function setUp() {
  const folder = await temporaryFolder(onTestFinished);
  await writeRemoteDist(join(folder, 'dist'));
  const target = await openTarget(join(folder, 'here'));
  const key = await createSigningKey(join(folder, 'key.pem'));
  const { id } = await publishRelease({ dist: join(folder, 'dist'), target, key });
  const lies = new Map<string, string | number>();
  const server = createServer(async ({ url = '' }, response) => {
    const [scope = '', release = '', ...path] = url.slice(1).split('/');
    const lie = lies.get(path.join('/'));
    const bytes = typeof lie === 'string' ? lie : await target.read(scope, release, path.join('/'));
    response.writeHead(typeof lie === 'number' ? lie : bytes === null ? 404 : 200).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop/${id}`;
  return { folder, target, key, id, lies, address, there: join(folder, 'fetched') };
}

test('copies a release between CDNs with the same bytes, id and signature', async () => {
  const { folder, target, key, id, address, there } = await setUp();
  const signature = await fetchRelease(`${address}/`, there);
  const copy = await openTarget(join(folder, 'elsewhere'));
  const published = await publishRelease({ dist: there, target: copy, ...(signature && { signature }) });
  expect(published).toMatchObject({ id, created: true, signedBy: key.id });
  for (const path of ['remote.json', 'remoteEntry.js', 'signature.json'])
    expect(await copy.read('shop', id, path)).toEqual(await target.read('shop', id, path));
  expect(await publishRelease({ dist: there, target: copy })).toMatchObject({ id, created: false, signedBy: key.id });
});

test.each([
  ['other bytes', 'remoteEntry.js', 'alert(1)', /remoteEntry.js has other bytes|remoteEntry.js cannot be fetched: the answer is larger/],
  ['no bytes', 'remoteEntry.js', '', /remoteEntry.js has other bytes/],
  ['a file too few', 'remoteEntry.js', 404, /remoteEntry.js does not exist/],
  ['another description', 'remote.json', '{}', /remote.json is wrong/],
  ['no description', 'remote.json', 404, /remote.json does not exist/],
  ['a fault', 'signature.json', 500, /signature.json answers 500/],
])('refuses to copy from a CDN with %s', async (_, path, lie, reason) => {
  const { lies, address, there } = await setUp();
  lies.set(path, lie);
  await expect(fetchRelease(address, there)).rejects.toThrow(reason);
});

test('refuses an invalid release address and a mismatching release', async () => {
  const { address, there, target, id, lies } = await setUp();
  for (const wrong of ['https://x', 'https://x/shop', address.replace('/shop/', '/api/'), `${address}/remote.json`])
    await expect(fetchRelease(wrong, there)).rejects.toThrow('is no address of a release');
  lies.set('remote.json', Buffer.from((await target.read('shop', id, 'remote.json')) ?? '').toString());
  await expect(fetchRelease(address.replace(id, '0.1.0-000000000000'), there)).rejects.toThrow('is not what was published');
});

test('drops an invalid signature', async () => {
  const { folder, address, there, lies } = await setUp();
  lies.set('signature.json', '{"keyId":"x"}');
  const signature = await fetchRelease(address, there);
  const target = await openTarget(join(folder, 'elsewhere'));
  const copied = publishRelease({ dist: there, target, ...(signature && { signature }) });
  await expect(copied).rejects.toMatchObject({ code: 'signature-damaged' });
  expect((await target.readIndex('shop')).releases).toEqual([]);
});

test('detects an existing copy with a tampered signature', async () => {
  const { folder, address, there, id } = await setUp();
  const signature = await fetchRelease(address, there);
  if (!signature) throw new Error('it was signed');
  const target = await openTarget(join(folder, 'elsewhere'));
  await publishRelease({ dist: there, target, signature });
  const file = join(folder, 'elsewhere/shop', id, 'signature.json');
  const { signature: made, ...rest } = JSON.parse(Buffer.from(signature).toString());
  await writeFile(file, JSON.stringify({ ...rest, signature: [...made].reverse().join('') }));
  await expect(publishRelease({ dist: there, target, signature })).rejects.toMatchObject({ code: 'signature-damaged' });
});
