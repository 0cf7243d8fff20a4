import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createSigningKey, openTarget, publishRelease } from '@business-m/cli/publish';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { serve } from '@hono/node-server';
import { expect, onTestFinished, test } from 'vitest';
import { createCdn } from '../../stack/cdn/cdn.ts';

async function setUp() {
  const folder = await temporaryFolder(onTestFinished);
  const root = join(folder, 'cdn');
  await writeRemoteDist(join(folder, 'dist'));
  const { id } = await publishRelease({ dist: join(folder, 'dist'), target: await openTarget(root) });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  const cdn = createCdn(root);
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    cdn.request(new Request(`http://cdn.test${path}`, { method, headers }));
  return { folder, root, id, get };
}

test('serves a release file as immutable, typed, and to every origin', async () => {
  const { id, get } = await setUp();
  const answer = await get(`/shop/${id}/items.js`);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'timing-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': expect.stringMatching(/^text\/javascript/),
    vary: 'Accept-Encoding',
  });
  expect(await answer.text()).toContain('items of shop');
});

test.each([
  ['gzip, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['identity', null],
])('with Accept-Encoding %s a file comes as %s', async (accepted, coding) => {
  const { id, get } = await setUp();
  const answer = await get(`/shop/${id}/items.js`, { 'accept-encoding': accepted });
  expect(answer.headers.get('content-encoding')).toBe(coding);
  expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
  const again = await get(`/shop/${id}/items.js`, { 'accept-encoding': accepted, 'if-none-match': answer.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

test('lets no browser keep the index of releases', async () => {
  const { folder, root, get } = await setUp();
  const first = await get('/shop/releases.json');
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const tag = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect((await get('/shop/releases.json', tag)).status).toBe(304);
  await writeRemoteDist(join(folder, 'dist'), { version: '0.2.0' });
  await publishRelease({ dist: join(folder, 'dist'), target: await openTarget(root) });
  expect((await get('/shop/releases.json', tag)).status).toBe(200);
});

test('serves the same file under another spelling of its path', async () => {
  const { id, get } = await setUp();
  const answer = await get(`/%73ho%70/${id}/items.js`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('immutable');
});

test.each(['/shop/ID/gone.js', '/shop/0.0.1-000000000000/remoteEntry.js', '/gone', '/', '/shop', '/shop/ID', '/shop/ID/'])(
  '%s is 404, for every origin and not for ever',
  async (path) => {
    const { id, get } = await setUp();
    const answer = await get(path.replace('ID', id));
    expect(answer.status).toBe(404);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  },
);

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/shop/..%5c..%5csecret.txt',
  '/%2e%2e%2fsecret.txt',
  '/shop/%00',
  '/shop/.lock',
  '/shop/%2elock',
  '/%ff',
  '/link/secret.txt',
])('%s leads nowhere', async (path) => {
  const { folder, root, get } = await setUp();
  await writeFile(join(root, 'shop/.lock'), '1');
  await symlink(folder, join(root, 'link'));
  const answer = await get(path);
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain('secret');
});

test('answers HEAD like GET, OPTIONS with the methods, and /health', async () => {
  const { id, get } = await setUp();
  const head = await get(`/shop/${id}/items.css`, {}, 'HEAD');
  expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, 'text/css; charset=utf-8', '']);
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(400);
  expect((await get('/shop/releases.json', {}, 'OPTIONS')).status).toBe(204);
  expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
});

test('serves a signature with its release', async () => {
  const { folder, root, id, get } = await setUp();
  expect((await get(`/shop/${id}/signature.json`)).status).toBe(404);
  const key = await createSigningKey(join(folder, 'key.pem'));
  await publishRelease({ dist: join(folder, 'dist'), target: await openTarget(root), key });
  const answer = await get(`/shop/${id}/signature.json`);
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(await answer.json()).toMatchObject({ keyId: key.id });
});

test.each([
  'shop/.publishing-host-1-x/remote.json',
  'shop/.publishing-host-1-x/releases.json',
  'shop/.publishing/9.9.9-000000000000.x',
  'shop/.collecting',
  'shop/.lock',
])('%s, which a publication or collection may leave, is not there', async (path) => {
  const { root, get } = await setUp();
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), '{}');
  expect((await get(`/${path}`)).status).toBe(404);
});

test('serves no part of an incomplete release', async () => {
  const { root, get } = await setUp();
  await mkdir(join(root, 'shop/9.9.9-000000000000'));
  await writeFile(join(root, 'shop/9.9.9-000000000000/items.js'), '1');
  expect((await get('/shop/9.9.9-000000000000/items.js')).status).toBe(404);
});

test('serves a publication as browsers read it', async () => {
  const { folder, root } = await setUp();
  const server = serve({ fetch: createCdn(root).fetch, port: 0, hostname: '127.0.0.1' });
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  await writeRemoteDist(join(folder, 'next'), { version: '0.3.0' });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await publishRelease({ dist: join(folder, 'next'), target: await openTarget(root), baseUrl })).toMatchObject({ created: true });
});
