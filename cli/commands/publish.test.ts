import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { deskHere } from '../testing/run-desk.ts';
import { standInGateway } from '../testing/stand-in-gateway.ts';

const GATE = 'GET /api/gateway/admin/gate';

async function setUp() {
  const folder = await temporaryFolder(onTestFinished);
  await writeRemoteDist(join(folder, 'dist'), { files: { 'items.css': '' } });
  await mkdir(join(folder, 'data/cdn'), { recursive: true });
  return { folder, dist: join(folder, 'dist'), cdn: join(folder, 'data/cdn') };
}

test('checks a build against the live fleet and reports every fault', async () => {
  const { folder, dist, cdn } = await setUp();
  const { env } = await standInGateway({ [GATE]: { shell: { hostApi: '1.2.0', shared: { react: '18.0.0' } }, releases: [] } });
  const refused = await deskHere(['publish', dist, '--no-build', '--json'], { ...env, DESK_DATA: join(folder, 'data') });
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out).error).toMatchObject({ code: 'shared-range-unsatisfied', faults: [{ path: 'requires.shared.react' }] });
  expect(refused.err).toContain('react ^19.0.0 is asked for, this desk provides 18.0.0: shop would not start');
  expect(await readdir(cdn)).toEqual([]);
});

test('publishes to the local CDN, signs the release and prints the next command', async () => {
  const { folder, dist } = await setUp();
  const { env } = await standInGateway({ [GATE]: { shell: { hostApi: '1.2.0', shared: { react: '19.3.1' } }, releases: [] } });
  const mine = { ...env, DESK_DATA: join(folder, 'data'), XDG_CONFIG_HOME: join(folder, 'config') };
  const key = JSON.parse((await deskHere(['keys', 'new', '--owner', 'Shop UI', '--scope', 'shop', '--json'], mine)).out);
  expect(key).toMatchObject({ file: join(folder, 'config/desk/keys/shop-ui.pem'), key: { owner: 'Shop UI', scopes: ['shop'] } });
  const { code, out, err } = await deskHere(['publish', dist, '--no-build', '--key', key.file], mine);
  expect([code, out]).toEqual([0, expect.stringContaining(`signed with the key ${key.key.id}`)]);
  expect(out).toContain('\n  npx desk release shop@0.1.0 --team "…" --reason "…"\n');
  expect(err.split('\n').map((line) => line.split(/[: ]/)[0])).toEqual(['inspect', 'gate', 'upload', 'verify', 'sign', 'register', '']);
});

test('copies a release of another CDN, with the source maps of the target behind it where that is named', async () => {
  const { folder, dist } = await setUp();
  await writeRemoteDist(dist, { sourceMaps: '{}' });
  const here = join(folder, 'here');
  const publish = (typed: string, to: string, ...more: string[]) =>
    deskHere(['publish', typed, '--no-build', '--no-gate', '--json', '--to', join(folder, to), ...more]);
  const { id } = JSON.parse((await publish(dist, 'here')).out);
  const server = createServer(async ({ url = '' }, response) => {
    const bytes = url.includes('/.') ? null : await readFile(join(here, url)).catch(() => null);
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close().closeAllConnections());
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop/${id}`;

  expect(JSON.parse((await publish(address, 'plain')).out)).toMatchObject({ id, sourceMaps: false });
  expect(JSON.parse((await publish(address, 'mapped', '--maps', here)).out)).toMatchObject({ id, sourceMaps: true });
  expect(await readFile(join(folder, 'mapped/shop', id, '.source-maps.json'), 'utf8')).toBe('{}');
  const none = await publish(address, 'other', '--maps', join(folder, 'plain'));
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('has no source maps: leave --maps out')]);
});

test('publishes a build of the Module Federation plugin with a description beside it', async () => {
  const { folder } = await setUp();
  const manifest = new URL('../publish/federation/fixtures/mf-manifest.json', import.meta.url);
  const build = join(folder, 'berths/dist');
  await mkdir(join(build, 'assets'), { recursive: true });
  await cp(manifest, join(build, 'mf-manifest.json'));
  const paths = (await readFile(manifest, 'utf8')).match(/assets\/[^"]+|remoteEntry\.js/g) ?? [];
  for (const path of new Set(paths)) await writeFile(join(build, path), '');
  await writeFile(join(folder, 'berths/package.json'), '{ "name": "@harbour/berths", "version": "2.1.0" }');
  const declared = {
    scope: 'berths',
    title: 'Berths',
    nav: [],
    routes: [{ path: '', expose: './berths', title: 'Berths' }],
    permissions: [],
  };
  const file = join(folder, 'desk.json');
  await writeFile(file, JSON.stringify(declared));

  const publish = (typed: string, ...more: string[]) =>
    deskHere(['publish', typed, '--no-build', '--no-gate', '--to', join(folder, 'cdn'), '--json', ...more]);
  for (const [index, typed] of [build, join(folder, 'berths')].entries()) {
    const { code, out, err } = await publish(typed, '--mf', file);
    expect([err, code]).toEqual([expect.any(String), 0]);
    const published = JSON.parse(out);
    expect(published).toMatchObject({ scope: 'berths', version: '2.1.0', created: index === 0 });
    const remote = JSON.parse(await readFile(join(folder, 'cdn/berths', published.id, 'remote.json'), 'utf8'));
    expect(remote).toMatchObject({ format: 'module-federation', package: '@harbour/berths', title: 'Berths' });
  }

  const undeclared = await publish(build);
  expect([undeclared.code, JSON.parse(undeclared.out).error.detail]).toEqual([1, expect.stringContaining('--mf <declaration>')]);
  for (const [wrong, field] of [
    [{ ...declared, scope: 'api' }, 'scope'],
    [{ ...declared, colour: 'red' }, 'colour'],
    [{ ...declared, routes: [{ path: '', expose: './missing', title: 'x' }] }, null],
  ] as const) {
    await writeFile(file, JSON.stringify(wrong));
    const refused = await publish(build, '--mf', file);
    expect([field, refused.code]).toEqual([field, 1]);
    if (field !== null) expect(JSON.parse(refused.out).error).toMatchObject({ code: 'declaration', field });
  }
});

test('reports an unusable build as one sentence', async () => {
  const { dist, folder } = await setUp();
  const attempts: [string[], number, RegExp][] = [
    [['publish', dist, '--no-build', '--to', folder], 1, /could not be asked .* --no-gate publishes without asking/],
    [['publish', dist, '--no-build', '--no-gate'], 2, /Say where with --to/],
    [['publish', dist, '--no-build', '--no-gate', '--to', 'ftp://x'], 1, /neither a folder nor file:/],
    [['publish', 'nowhere'], 1, /nowhere is no remote: .* There is remotes\/finance/],
    [['publish', join(folder, 'nothing'), '--no-build', '--no-gate', '--to', folder], 1, /is no remote/],
    [['publish', dist, '--no-build', '--no-gate', '--to', folder, '--key', join(folder, 'none.pem')], 1, /is no file with a key/],
  ];
  for (const [args, code, sentence] of attempts) {
    const result = await deskHere(args, { DESK_GATEWAY: 'http://127.0.0.1:9' });
    expect([args, result.code, result.err]).toEqual([args, code, expect.stringMatching(sentence)]);
  }
});
