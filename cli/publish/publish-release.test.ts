import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { releaseIndexSchema, SOURCE_MAPS } from '@business-m/contract';
import { type RemoteDistOptions, temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { publishRelease } from './publish-release.ts';
import { openTarget } from './target/open-target.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

async function setUp(options?: RemoteDistOptions) {
  const folder = await temporaryFolder(onTestFinished);
  const dist = join(folder, 'dist');
  const to = join(folder, 'cdn');
  await writeRemoteDist(dist, options);
  return { dist, to, shop: join(to, 'shop') };
}

const ids = async (shop: string) =>
  releaseIndexSchema.parse(JSON.parse(await readFile(join(shop, 'releases.json'), 'utf8'))).releases.map(({ id }) => id);
const visible = async (shop: string) => (await readdir(shop)).filter((name) => !name.startsWith('.')).sort();

test('publishes every file, its compressed forms and an index entry', async () => {
  const { dist, to, shop } = await setUp();
  const { scope, id } = await publishRelease({ dist, target: await openTarget(to) });
  expect([scope, id]).toEqual(['shop', expect.stringMatching(/^0\.1\.0-[0-9a-f]{32}$/)]);
  expect(await ids(shop)).toEqual([id]);
  const items = await readFile(join(dist, 'items.js'));
  expect(await readFile(join(shop, id, 'items.js'))).toEqual(items);
  expect(brotliDecompressSync(await readFile(join(shop, id, 'items.js.br')))).toEqual(items);
  expect(gunzipSync(await readFile(join(shop, id, 'items.js.gz')))).toEqual(items);
});

test('changes nothing when the same bytes are published again', async () => {
  const { dist, to, shop } = await setUp();
  const first = await publishRelease({ dist, target: await openTarget(to), now: new Date('2026-01-01') });
  const index = await readFile(join(shop, 'releases.json'), 'utf8');
  const again = await publishRelease({ dist, target: await openTarget(to), now: new Date('2026-02-02') });
  expect([first.created, again]).toEqual([true, { ...first, created: false }]);
  expect(await readFile(join(shop, 'releases.json'), 'utf8')).toBe(index);
});

test('the same bytes keep the older name they were published under, also in a copy', async () => {
  const { dist, to, shop } = await setUp();
  const first = await publishRelease({ dist, target: await openTarget(to) });
  const older = first.id.slice(0, -20);
  await rename(join(shop, first.id), join(shop, older));
  await writeFile(join(shop, 'releases.json'), (await readFile(join(shop, 'releases.json'), 'utf8')).replace(first.id, older));
  const again = await publishRelease({ dist, target: await openTarget(to) });
  expect([again.created, again.id, await ids(shop)]).toEqual([false, older, [older]]);
  const copy = await setUp();
  const copied = await publishRelease({ dist, target: await openTarget(copy.to), copyOf: older });
  expect([copied.created, copied.id, await ids(copy.shop)]).toEqual([true, older, [older]]);
});

test('keeps source maps beside the release, and counts them neither as files nor in its size', async () => {
  const { dist, to, shop } = await setUp({ sourceMaps: '{}' });
  const { id, sizes, sourceMaps } = await publishRelease({ dist, target: await openTarget(to) });
  expect([sourceMaps, await readFile(join(shop, id, SOURCE_MAPS), 'utf8')]).toEqual([true, '{}']);
  expect((await readdir(join(shop, id))).filter((name) => name.startsWith(SOURCE_MAPS))).toEqual([SOURCE_MAPS]);
  await rm(join(dist, SOURCE_MAPS));
  const without = await publishRelease({ dist, target: await openTarget(join(to, 'other')) });
  expect(without).toMatchObject({ id, sourceMaps: false, sizes });
});

test('adds missing source maps to a release that is there, and refuses to say that damaged ones are whole', async () => {
  const { dist, to, shop } = await setUp({ sourceMaps: '{}' });
  const publish = async (sourceMaps: boolean) => publishRelease({ dist, target: await openTarget(to), sourceMaps });
  const first = await publish(false);
  expect([first.sourceMaps, await readdir(join(shop, first.id))]).toEqual([false, expect.not.arrayContaining([SOURCE_MAPS])]);
  expect(await publish(true)).toEqual({ ...first, created: false, sourceMaps: true });
  await writeFile(join(shop, first.id, SOURCE_MAPS), '{"a":1}');
  await expect(publish(true)).rejects.toMatchObject({ code: 'source-maps-damaged' });
});

test.each(['{"a":1}', undefined])('refuses source maps that remote.json does not have the hash of (%s)', async (described) => {
  const { dist, to } = await setUp({ ...(described && { sourceMaps: described }) });
  await writeFile(join(dist, SOURCE_MAPS), '{}');
  await expect(publishRelease({ dist, target: await openTarget(to) })).rejects.toThrow(
    /\.source-maps\.json: the source maps have another hash/,
  );
});

test('refuses different bytes under the same version unless allowed', async () => {
  const { dist, to, shop } = await setUp();
  const target = await openTarget(to);
  const first = await publishRelease({ dist, target });
  await writeRemoteDist(dist, { files: { 'items.js': 'export default 2;' } });
  await expect(publishRelease({ dist, target })).rejects.toMatchObject({
    code: 'version-exists',
    message: expect.stringContaining(first.id),
  });
  expect(await visible(shop)).toEqual([first.id, 'releases.json'].sort());
  const second = await publishRelease({ dist, target, sameVersion: 'allow' });
  expect(second.id).not.toBe(first.id);
  expect(await ids(shop)).toEqual([first.id, second.id]);
  expect(await visible(shop)).toEqual([first.id, second.id, 'releases.json'].sort());
});

test('makes republished older bytes the newest release', async () => {
  const { dist, to, shop } = await setUp();
  const first = await publishRelease({ dist, target: await openTarget(to) });
  await writeRemoteDist(dist, { version: '0.2.0' });
  const second = await publishRelease({ dist, target: await openTarget(to) });
  await writeRemoteDist(dist);
  await publishRelease({ dist, target: await openTarget(to) });
  expect(await ids(shop)).toEqual([second.id, first.id]);
});

test.each<[string, (dist: string) => Promise<void>, RegExp]>([
  ['without remote.json', (dist) => rm(join(dist, 'remote.json')), /has no remote\.json/],
  ['with a file missing', (dist) => rm(join(dist, 'items.js')), /items\.js: it is missing/],
  [
    'with a changed byte',
    async (dist) => writeFile(join(dist, 'items.js'), (await readFile(join(dist, 'items.js'), 'utf8')).replace('items', 'itemz')),
    /items\.js: it has another hash/,
  ],
  ['with a longer file', (dist) => writeFile(join(dist, 'items.css'), 'x'), /items\.css: it has 1 bytes/],
  ['with a file nobody listed', (dist) => writeFile(join(dist, 'left-over.js'), ''), /left-over\.js: it is not listed/],
  ['with a link in it', (dist) => symlink('/etc/passwd', join(dist, 'passwd')), /neither a file nor a folder/],
  ['with a signature of its own', (dist) => writeRemoteDist(dist, { files: { 'signature.json': '{}' } }), /signature\.json: the signature/],
  ['with a hidden file', (dist) => writeRemoteDist(dist, { files: { 'deep/.x/y.js': '' } }), /deep\/\.x\/y\.js: servers do not show/],
  [
    'with a compressed form of its own',
    (dist) => writeRemoteDist(dist, { files: { 'items.js.br': '' } }),
    /items\.js\.br: the compressed form/,
  ],
  [
    'with more to say than is read',
    (dist) => writeFile(join(dist, 'remote.json'), `"${'x'.repeat(4 * 1_048_576)}"`),
    /more than the 4194304 allowed/,
  ],
  ['with a broken description', (dist) => writeFile(join(dist, 'remote.json'), '{'), /not JSON/],
  ['with a wrong description', (dist) => writeFile(join(dist, 'remote.json'), '{"schemaVersion":1}'), /scope:/],
  [
    'with a route to nowhere',
    (dist) => writeRemoteDist(dist, { change: ({ routes }) => void routes.push({ path: 'gone', expose: './gone', title: 'Gone' }) }),
    /"\.\/gone" is not exposed/,
  ],
])('refuses a build %s and leaves the CDN empty', async (_, spoil, sentence) => {
  const { dist, to } = await setUp();
  await spoil(dist);
  await expect(publishRelease({ dist, target: await openTarget(to) })).rejects.toThrow(sentence);
  expect(await readdir(to).catch(() => [])).toEqual([]);
});

test('does not overwrite a damaged index', async () => {
  const { dist, to, shop } = await setUp();
  await mkdir(shop, { recursive: true });
  await writeFile(join(shop, 'releases.json'), '{"schemaVersion":1,');
  await expect(publishRelease({ dist, target: await openTarget(to) })).rejects.toThrow(/damaged/);
  expect(await readFile(join(shop, 'releases.json'), 'utf8')).toBe('{"schemaVersion":1,');
});

test('lists every release of many concurrent publications', async () => {
  const { to, shop, dist } = await setUp();
  const dists = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (patch) => {
      const folder = `${dist}-${patch}`;
      await writeRemoteDist(folder, { version: `1.0.${patch}` });
      return folder;
    }),
  );
  const published = await Promise.all(dists.map(async (folder) => publishRelease({ dist: folder, target: await openTarget(to) })));
  expect((await ids(shop)).sort()).toEqual(published.map(({ id }) => id).sort());
});

test('prints the id, or one sentence when it refuses', async () => {
  const { dist, to } = await setUp();
  const run = (...args: string[]) => promisify(execFile)(process.execPath, [main, ...args]);
  const { stdout } = await run('--dist', dist, '--to', to);
  expect(stdout).toMatch(/^0\.1\.0-[0-9a-f]{32}\n$/);
  await rm(join(dist, 'items.js'));
  await expect(run('--dist', dist, '--to', to)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/items\.js: it is missing in the build\n$/),
  });
  await expect(run('--dist', dist)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^Usage/) });
});

test('takes over an unnamed lock of a killed publication', async () => {
  const { dist, to, shop } = await setUp();
  await mkdir(shop, { recursive: true });
  await writeFile(join(shop, '.lock'), '');
  await utimes(join(shop, '.lock'), new Date(0), new Date(0));
  const { id } = await publishRelease({ dist, target: await openTarget(to) });
  expect((await readdir(shop)).sort()).toEqual([id, 'releases.json'].sort());
});
