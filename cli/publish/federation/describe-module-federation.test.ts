import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { remoteJsonSchema, SOURCE_MAPS, type StoredMaps } from '@business-m/contract';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { publishRelease } from '../publish-release.ts';
import { integrityOf } from '../read-dist.ts';
import { openTarget } from '../target/open-target.ts';
import { describeModuleFederation, type FederationDeclaration } from './describe-module-federation.ts';

// Made by @module-federation/vite 1.23 with Vite 8.3: two exposed modules, a lazy chunk, an image, React from the host.
const real = JSON.parse(await readFile(new URL('./fixtures/mf-manifest.json', import.meta.url), 'utf8'));

const declaration: FederationDeclaration = {
  scope: 'berths',
  version: '2.1.0',
  package: '@harbour/berths',
  title: 'Berths',
  nav: [{ title: 'Berths', path: '' }],
  routes: [
    { path: '', expose: './berths', title: 'Berths' },
    { path: 'pilots', expose: './pilots', title: 'Pilots' },
  ],
  permissions: [],
};

interface Assets {
  js: Record<'sync' | 'async', string[]>;
  css: Record<'sync' | 'async', string[]>;
}

/** The build the manifest is of: every file it names, and what else the plugin leaves. */
async function setUp(change: (manifest: typeof real) => unknown = () => {}) {
  const dist = await temporaryFolder(onTestFinished);
  const manifest = structuredClone(real);
  const replaced = change(manifest);
  const assets = real.exposes.flatMap((expose: { assets: Assets }) =>
    [expose.assets.js, expose.assets.css].flatMap(({ sync, async }) => [...sync, ...async]),
  );
  const files = new Set<string>(['remoteEntry.js', 'assets/crane.svg', 'mf-stats.json', 'index.html', '.vite/manifest.json', ...assets]);
  for (const path of files) await write(dist, path, path.endsWith('.css') ? `.berths-x { color: inherit } /* ${path} */` : `/* ${path} */`);
  await write(dist, 'mf-manifest.json', typeof replaced === 'string' ? replaced : JSON.stringify(manifest));
  return dist;
}

async function write(dist: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(dist, path)), { recursive: true });
  await writeFile(join(dist, path), text);
}

test('takes the source maps of any builder out of what browsers may fetch', async () => {
  const dist = await setUp();
  const map = {
    version: 3,
    sources: ['webpack://berths/./src/berths.ts'],
    sourcesContent: ['function moor() {}'],
    names: [],
    mappings: 'AAAA',
  };
  const [one, other] = ['assets/berths-CNsL2GII.js', 'remoteEntry.js'];
  await write(dist, one, `moor();\n//# sourceMappingURL=${one}.map`);
  await write(dist, `${one}.map`, JSON.stringify(map));
  await write(dist, other, `init();\n//# sourceMappingURL=data:application/json;base64,${btoa(JSON.stringify(map))}`);
  const described = await describeModuleFederation(dist, declaration);
  expect(described.files.map(({ path }) => path).filter((path) => path.endsWith('.map'))).toEqual([]);
  for (const path of [one, other]) expect(await readFile(join(dist, path), 'utf8')).not.toContain('sourceMappingURL');
  const stored = JSON.parse(await readFile(join(dist, SOURCE_MAPS), 'utf8')) as StoredMaps;
  expect(Object.keys(stored)).toEqual([one, other]);
  expect(stored[one]).toMatchObject({ sources: ['src/berths.ts'], functions: [[['moor', 1, 0, 1, 18]]] });
  // The same once more from what is in the folder now, and it can be published.
  expect(await describeModuleFederation(dist, declaration)).toEqual(described);
  const target = await openTarget(await temporaryFolder(onTestFinished));
  expect(await publishRelease({ dist, described, target })).toMatchObject({ sourceMaps: true });
});

test('describes a build of the Module Federation plugin', async () => {
  const dist = await setUp();
  const remote = await describeModuleFederation(dist, declaration);
  expect(remoteJsonSchema.parse(remote)).toEqual(remote);
  expect(remote).toMatchObject({
    scope: 'berths',
    package: '@harbour/berths',
    format: 'module-federation',
    remoteEntry: 'remoteEntry.js',
    requires: { shared: { react: '^19.0.0' }, hostApi: '*' },
  });
  expect(remote.exposes['./berths']?.js).toContain('assets/berths-CNsL2GII.js');
  expect(remote.exposes['./berths']?.css).toEqual(['assets/berths-Bd4YyCEs.css']);
  expect(remote.exposes['./pilots']?.css).toEqual([]);
  const entry = remote.files.find(({ path }) => path === 'remoteEntry.js');
  expect(entry?.integrity).toBe(integrityOf(await readFile(join(dist, 'remoteEntry.js'))));
  expect(remote.files.map(({ path }) => path)).toContain('assets/tides-7K4ndY7Z.css');
  expect(remote.files.map(({ path }) => path)).not.toContain('.vite/manifest.json');
});

test('keeps the styles that screens link inside of the remote', async () => {
  const dist = await setUp();
  await write(dist, 'assets/berths-Bd4YyCEs.css', 'body{margin:0}.berths{x:y}');
  const { files } = await describeModuleFederation(dist, declaration);
  const css = await readFile(join(dist, 'assets/berths-Bd4YyCEs.css'));
  expect(css.toString()).toContain('.berths:where([data-desk-remote="berths"], [data-desk-remote="berths"] *)');
  expect(files.find(({ path }) => path === 'assets/berths-Bd4YyCEs.css')?.integrity).toBe(integrityOf(css));
  await write(dist, 'assets/berths-Bd4YyCEs.css', '.berths{x:y');
  await expect(describeModuleFederation(dist, declaration)).rejects.toThrow(/Unclosed block/);
});

test('publishes the described build without its build reports', async () => {
  const dist = await setUp();
  const target = await openTarget(await temporaryFolder(onTestFinished));
  const { id } = await publishRelease({ dist, described: await describeModuleFederation(dist, declaration), target });
  expect(await target.read('berths', id, 'assets/crane.svg')).not.toBeNull();
  expect(await target.read('berths', id, 'mf-stats.json')).toBeNull();
});

test('requires the package of a shared import path, and no package with a copy in the build', async () => {
  const copy = { js: { sync: ['remoteEntry.js'], async: [] } };
  const dist = await setUp(({ shared }) => {
    shared.push({ name: 'react/jsx-runtime', singleton: true, requiredVersion: '^19.0.0' });
    shared.push({ name: '@business-m/sdk', singleton: true, requiredVersion: false });
    shared.push({ name: 'lodash', version: '4.17.21', requiredVersion: '^4.0.0', assets: copy });
    shared.push({ name: '@tanstack/react-query', singleton: true, requiredVersion: '^5.0.0', assets: copy });
  });
  const { requires } = await describeModuleFederation(dist, declaration);
  expect(requires.shared).toEqual({ '@business-m/sdk': '*', '@tanstack/react-query': '^5.0.0', react: '^19.0.0' });
});

test.each<[string, RegExp, (manifest: typeof real) => unknown]>([
  ['no JSON', /mf-manifest\.json of .* is not JSON/, () => '{'],
  ['no object', /mf-manifest\.json of .* is wrong/, () => '[]'],
  ['huge', /more than the 2097152 allowed/, () => `"${'x'.repeat(3_000_000)}"`],
  ['nothing exposed', /exposes: /, (manifest) => void Object.assign(manifest, { exposes: [] })],
  [
    'an entry outside',
    /metaData\.remoteEntry\.name: /,
    ({ metaData }) => void Object.assign(metaData.remoteEntry, { name: '../../remoteEntry.js' }),
  ],
  [
    'an entry elsewhere',
    /metaData\.remoteEntry\.name: /,
    ({ metaData }) => void Object.assign(metaData.remoteEntry, { name: 'https://evil.test/x.js' }),
  ],
  ['an entry in a folder outside', /remoteEntry: /, ({ metaData }) => void Object.assign(metaData.remoteEntry, { path: '../..' })],
  [
    'an entry that is not there',
    /remoteEntry: "gone\.js"/,
    ({ metaData }) => void Object.assign(metaData.remoteEntry, { name: 'gone.js' }),
  ],
  ['a script', /metaData\.remoteEntry\.type: "global"/, ({ metaData }) => void Object.assign(metaData.remoteEntry, { type: 'global' })],
  ['chunks elsewhere', /metaData\.publicPath: /, ({ metaData }) => void Object.assign(metaData, { publicPath: 'https://evil.test/' })],
  ['remotes of its own', /remotes: /, ({ remotes }) => void remotes.push({ entry: 'https://evil.test' })],
  ['a chunk outside', /exposes\.0\.assets\.js\.sync\.0: /, ({ exposes }) => void exposes[0].assets.js.sync.unshift('/etc/passwd')],
  [
    'a chunk that is not there',
    /exposes\.\.\/berths: "assets\/gone\.js"/,
    ({ exposes }) => void exposes[0].assets.js.sync.push('assets/gone.js'),
  ],
  ['an exposed prototype', /exposes\.0\.path: /, ({ exposes }) => void Object.assign(exposes[0], { path: '__proto__' })],
  [
    'a module exposed twice',
    /exposes\.1\.path: "\.\/berths" is exposed twice/,
    ({ exposes }) => void Object.assign(exposes[1], { path: './berths' }),
  ],
  [
    'a range that is none',
    /shared\.0\.requiredVersion: "latest"/,
    ({ shared }) => void Object.assign(shared[0], { requiredVersion: 'latest' }),
  ],
  ['a shared package that is none', /shared\.0\.name: /, ({ shared }) => void Object.assign(shared[0], { name: '../react' })],
  [
    'two ranges of one package',
    /shared\.1\.requiredVersion: react is asked/,
    ({ shared }) => void shared.push({ ...shared[0], name: 'react/jsx-runtime', requiredVersion: '^18.0.0' }),
  ],
])('refuses a manifest with %s and names the path', async (_, sentence, change) => {
  await expect(describeModuleFederation(await setUp(change), declaration)).rejects.toThrow(sentence);
});

test('refuses a route to an unexposed module and a reserved scope', async () => {
  const dist = await setUp();
  const routes = [{ path: '', expose: './gone', title: 'Gone' }];
  await expect(describeModuleFederation(dist, { ...declaration, routes })).rejects.toThrow(/routes\.0\.expose: "\.\/gone" is not exposed/);
  await expect(describeModuleFederation(dist, { ...declaration, scope: 'api' })).rejects.toThrow(/scope: this name is reserved/);
});
