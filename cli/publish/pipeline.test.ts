import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SOURCE_MAPS } from '@business-m/contract';
import { containSelectors } from '@business-m/contract/styles';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import type { PublishProgress } from './publish-release.ts';
import { publishRelease } from './publish-release.ts';
import { createSigningKey } from './sign/signing-key.ts';
import { openTarget } from './target/open-target.ts';
import type { ReleaseTarget } from './target/release-target.ts';

const fits = { shell: { hostApi: '1.2.0', shared: { react: '19.3.1' } }, releases: [] };

const styles = (color: string) => `${containSelectors('.shop-items', 'shop')} { color: ${color} }`;

async function setUp() {
  const folder = await temporaryFolder(onTestFinished);
  const [dist, cdn] = [join(folder, 'dist'), join(folder, 'cdn')];
  await writeRemoteDist(dist, { files: { 'items.css': styles('inherit') } });
  return { folder, dist, cdn, shop: join(cdn, 'shop'), target: await openTarget(cdn) };
}

test('reports each step in order up to its total', async () => {
  const { folder, dist, target } = await setUp();
  const told: PublishProgress[] = [];
  await publishRelease({
    dist,
    target,
    gate: fits,
    key: await createSigningKey(join(folder, 'key.pem')),
    progress: (each) => told.push(each),
  });
  expect(told.map(({ step }) => step).filter((step, index, all) => step !== all[index - 1])).toEqual([
    'inspect',
    'gate',
    'upload',
    'verify',
    // The description, when all the rest is known to be there.
    'upload',
    'verify',
    'sign',
    'register',
  ]);
  for (const step of ['inspect', 'upload', 'verify']) {
    const last = told.findLast((each) => each.step === step);
    expect(last).toMatchObject({ done: last?.total });
  }
});

test('leaves nothing behind when the gate refuses a release', async () => {
  const { dist, cdn, target } = await setUp();
  const gate = { ...fits, shell: { hostApi: '1.2.0', shared: { react: '18.0.0' } } };
  await expect(publishRelease({ dist, target, gate })).rejects.toMatchObject({
    code: 'shared-range-unsatisfied',
    message: expect.stringContaining('requires.shared.react: react ^19.0.0 is asked for'),
    faults: [expect.objectContaining({ code: 'shared-range-unsatisfied', breaks: { scope: 'shop' } })],
  });
  expect(await readdir(cdn).catch(() => [])).toEqual([]);
});

test('reports transfer sizes', async () => {
  const { dist, target } = await setUp();
  const { sizes } = await publishRelease({ dist, target });
  expect(sizes.screenBytes).toEqual({ './items': expect.any(Number) });
  expect(sizes.releaseBytes).toBeGreaterThan(sizes.screenBytes['./items'] ?? 0);
});

/** A target that stores another byte than it was given, under one path. */
function spoiling(target: ReleaseTarget, path: string): ReleaseTarget {
  return {
    ...target,
    async publication(scope, id) {
      const publication = await target.publication(scope, id);
      const write: typeof publication.write = (file) =>
        publication.write(file.path === path ? { ...file, bytes: Buffer.from('spoilt') } : file);
      return { ...publication, write };
    },
  };
}

test('stops before registration when a byte is read back differently', async () => {
  const { dist, shop, target } = await setUp();
  await expect(publishRelease({ dist, target: spoiling(target, 'items.js') })).rejects.toMatchObject({
    code: 'exists-with-other-bytes',
    faults: expect.arrayContaining([expect.objectContaining({ code: 'file-differs', path: 'items.js' })]),
  });
  expect(await readdir(shop)).toEqual([]);
});

test('does not list a release again after its bytes changed on the CDN', async () => {
  const { dist, shop, target } = await setUp();
  const { id } = await publishRelease({ dist, target });
  await rm(join(shop, 'releases.json'));
  await writeFile(join(shop, id, 'items.js'), 'changed by hand');
  await expect(publishRelease({ dist, target })).rejects.toMatchObject({ code: 'exists-with-other-bytes' });
  expect((await target.readIndex('shop')).releases).toEqual([]);
});

test('signs a release once, also later, and refuses another key or a damaged signature', async () => {
  const { folder, dist, shop, target } = await setUp();
  const [mine, other] = [await createSigningKey(join(folder, 'mine.pem')), await createSigningKey(join(folder, 'other.pem'))];
  const { id, signedBy } = await publishRelease({ dist, target });
  expect(signedBy).toBeNull();
  expect(await publishRelease({ dist, target, key: mine })).toMatchObject({ created: false, signedBy: mine.id });
  const file = join(shop, id, 'signature.json');
  const signature = await readFile(file, 'utf8');
  expect(await publishRelease({ dist, target })).toMatchObject({ signedBy: mine.id });
  await expect(publishRelease({ dist, target, key: other })).rejects.toMatchObject({ code: 'signed-by-another' });
  expect(await readFile(file, 'utf8')).toBe(signature);
  await writeFile(file, signature.replace(/"signature":"..../, '"signature":"AAAA'));
  await expect(publishRelease({ dist, target, key: mine })).rejects.toMatchObject({ code: 'signature-damaged' });
  await writeFile(file, '{}');
  await expect(publishRelease({ dist, target })).rejects.toMatchObject({ code: 'signature-damaged' });
});

/** A server in front of the CDN's folder that answers one path in its own way. */
async function serving(cdn: string, path: RegExp, spoil: (response: ServerResponse, bytes: Buffer) => void): Promise<string> {
  const server = createServer(async (request, response) => {
    const bytes = await readFile(join(cdn, request.url ?? '')).catch(() => null);
    if (!bytes) return response.writeHead(404).end();
    if (path.test(request.url ?? '')) return spoil(response, bytes);
    const type = /\.css$/.test(request.url ?? '') ? 'text/css' : 'text/javascript';
    return response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const js = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' };

test.each<[string, string, (response: ServerResponse, bytes: Buffer) => void]>([
  ['file-missing', 'answers 404', (response) => response.writeHead(404).end()],
  ['file-differs', 'answers other bytes', (response) => response.writeHead(200, js).end('other')],
  ['no-cors', 'allows no other origin', (response, bytes) => response.writeHead(200, { 'content-type': js['content-type'] }).end(bytes)],
  [
    'wrong-type',
    'says that a module is text',
    (response, bytes) => response.writeHead(200, { ...js, 'content-type': 'text/plain' }).end(bytes),
  ],
  ['unreachable', 'breaks off', (response) => response.destroy()],
])('does not list a release when the public address %s (%s)', async (code, _, spoil) => {
  const { dist, cdn, target } = await setUp();
  const baseUrl = await serving(cdn, /items\.js$/, spoil);
  await expect(publishRelease({ dist, target, baseUrl })).rejects.toMatchObject({
    code: 'served-differently',
    faults: [expect.objectContaining({ code, path: 'items.js' })],
  });
  expect((await target.readIndex('shop')).releases).toEqual([]);
  // The address is mended: the same bytes are listed without being written again.
  expect(await publishRelease({ dist, target, baseUrl: await serving(cdn, /nothing/, () => {}) })).toMatchObject({ created: false });
});

test('keeps source maps off a public address that would show them', async () => {
  const { dist, cdn, shop, target } = await setUp();
  await writeRemoteDist(dist, { sourceMaps: '{}' });
  const shown = await serving(cdn, /nothing/, () => {});
  await expect(publishRelease({ dist, target, baseUrl: shown })).rejects.toMatchObject({
    code: 'source-maps-shown',
    message: expect.stringContaining('publish with --no-maps'),
  });
  const [id = ''] = (await readdir(shop)).filter((name) => name.startsWith('0.'));
  expect([(await target.readIndex('shop')).releases, (await readdir(join(shop, id))).includes(SOURCE_MAPS)]).toEqual([[], false]);
  // A site that answers every path with a page of its own shows nothing.
  const hidden = await serving(cdn, /\/\./, (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('Welcome'));
  expect(await publishRelease({ dist, target, baseUrl: hidden })).toMatchObject({ id, sourceMaps: true });
});

test('names the files that the public address serves uncompressed, and lists the release all the same', async () => {
  const { dist, cdn, target } = await setUp();
  await writeRemoteDist(dist, { files: { 'items.js': `export const text = '${'long '.repeat(400)}';` } });
  const plain = await publishRelease({ dist, target, baseUrl: await serving(cdn, /nothing/, () => {}) });
  expect(plain.uncompressed).toEqual(['items.js']);
  const baseUrl = await serving(cdn, /items\.js$/, (response, bytes) => {
    const headers = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*', 'content-encoding': 'gzip' };
    response.writeHead(200, headers).end(gzipSync(bytes));
  });
  expect((await publishRelease({ dist, target, baseUrl })).uncompressed).toEqual([]);
});

test('lists one of two concurrent publications of one version with different bytes', async () => {
  const { folder, dist, target } = await setUp();
  const twin = join(folder, 'twin');
  await writeRemoteDist(twin, { files: { 'items.css': styles('red') } });
  const outcomes = await Promise.allSettled([publishRelease({ dist, target }), publishRelease({ dist: twin, target })]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'version-exists' } });
  expect((await target.readIndex('shop')).releases).toHaveLength(1);
});

test('refuses to grow a full index', async () => {
  const { dist, shop, target } = await setUp();
  const releases = Array.from({ length: 10_000 }, (_, index) => ({
    id: `0.0.${index}-000000000000`,
    version: `0.0.${index}`,
    publishedAt: '2026-01-01T00:00:00.000Z',
  }));
  await mkdir(shop, { recursive: true });
  await writeFile(join(shop, 'releases.json'), JSON.stringify({ schemaVersion: 1, scope: 'shop', releases }));
  await expect(publishRelease({ dist, target })).rejects.toMatchObject({ code: 'index-full' });
  expect((await target.readIndex('shop')).releases).toHaveLength(10_000);
});
