import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type RemoteJson, remoteFaults, remoteJsonSchema, SOURCE_MAPS, type StoredMaps } from '@business-m/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REMOTE_ENTRY } from './remote-json-plugin.ts';
import { buildOutsideRemote, makeOutsideRemote } from './testing/outside-remote.ts';

const folder = mkdtempSync(join(tmpdir(), 'remote-build-'));
const first = join(folder, 'app/dist');
const second = join(folder, 'elsewhere/dist');

let remote: RemoteJson;
beforeAll(async () => {
  makeOutsideRemote(join(folder, 'app'));
  await buildOutsideRemote(join(folder, 'app'));
  remote = remoteJsonSchema.parse(JSON.parse(readFileSync(join(first, 'remote.json'), 'utf8')));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string) => readFileSync(join(first, file));
const filesIn = (dist: string) =>
  readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
    .sort();
const files = () => filesIn(first).filter((file) => file !== 'remote.json' && file !== SOURCE_MAPS);

test('lists every file with its size and hash', () => {
  expect(remote.files.map(({ path }) => path).sort()).toEqual(files().sort());
  for (const { path, sizeBytes, integrity } of remote.files) {
    expect(sizeBytes).toBe(read(path).length);
    expect(integrity).toBe(`sha384-${createHash('sha384').update(read(path)).digest('base64')}`);
  }
  expect(remoteFaults(remote)).toEqual([]);
});

test('keeps its source maps in one file that is none of the release, and says nothing of them in its scripts', () => {
  const bytes = read(SOURCE_MAPS);
  expect(remote.sourceMaps).toEqual({
    sizeBytes: bytes.length,
    integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
  });
  const maps = JSON.parse(bytes.toString()) as StoredMaps;
  const [items = ''] = remote.exposes['./items']?.js ?? [];
  expect(maps[items]).toMatchObject({ sources: ['src/items.jsx'], functions: [expect.arrayContaining([['Items', 10, 15, 22, 1]])] });
  expect(files().filter((file) => file.endsWith('.map') || read(file).includes('sourceMappingURL'))).toEqual([]);
});

test('has the files of its public folder, and code that finds them wherever the release lies', () => {
  expect(remote.files.map(({ path }) => path)).toContain('data/rates.json');
  expect(files()).not.toContain('.left-behind');
  expect(JSON.parse(read('data/rates.json').toString())).toEqual({ EUR: 1 });
  const code = remote.exposes['./other']?.js.map((file) => read(file).toString()).join('') ?? '';
  const [, expression = ''] = /href:\s*`\$\{(.*?)\}data\/rates\.json`/.exec(code) ?? [];
  const address = 'https://cdn.test/fixture/1.2.3/other-abc.js?r=1';
  expect(new Function('address', `return ${expression.replaceAll('import.meta.url', 'address')}`)(address)).toBe(
    'https://cdn.test/fixture/1.2.3/',
  );
});

test('lists a screen’s own module first, then its imports, and its styles', () => {
  const { js = [], css = [] } = remote.exposes['./items'] ?? {};
  expect(js[0]).toMatch(/items/i);
  expect(js.some((file) => /^label/.test(file))).toBe(true);
  expect(css.map((file) => read(file).toString())).toEqual([expect.stringContaining('.fixture-items')]);
  expect(remote.exposes['./other']?.css).toEqual([]);
});

test('lists the shared packages that a screen imports, by itself or through its chunks', () => {
  expect(remote.exposes['./items']?.shared).toEqual([
    '@business-m/sdk',
    '@business-m/ui',
    '@tanstack/react-query',
    'react',
    'react/jsx-runtime',
  ]);
  expect(remote.exposes['./other']?.shared).toEqual(['@business-m/sdk', 'react/jsx-runtime']);
});

test('begins names of CSS modules with the scope', () => {
  const styles = files()
    .filter((file) => file.endsWith('.css'))
    .map((file) => read(file).toString())
    .join('');
  expect(styles).toMatch(/@keyframes fixture-turn-\w{5}/);
  expect(styles).toMatch(/\.fixture-mark-\w{5}/);
  expect([...styles.matchAll(/\.([a-z][\w-]*)/gi)].filter(([, name]) => !name?.startsWith('fixture-'))).toEqual([]);
});

test('puts no shared package into a release', () => {
  const code = files()
    .filter((file) => file.endsWith('.js'))
    .map((file) => read(file).toString());
  // What each of the shared packages cannot be without.
  for (const mark of ['react.transitional.element', '__CLIENT_INTERNALS', 'invalidateQueries', 'desk-button', 'Idempotency-Key']) {
    expect(
      code.filter((text) => text.includes(mark)),
      mark,
    ).toEqual([]);
  }
  expect(code.join('').length).toBeLessThan(8_000);
});

test('requires what it imports and nothing else', () => {
  expect(Object.keys(remote.requires.shared).sort()).toEqual(['@business-m/sdk', '@business-m/ui', '@tanstack/react-query', 'react']);
  expect(remote.requires.shared.react).toMatch(/^\^19\.\d+\.0$/);
  expect(remote.requires.hostApi).toBe('^1.6.0');
  expect(remote).toMatchObject({ version: '1.2.3', package: 'fixture-remote', format: 'vite' });
});

test('makes the same bytes of the same sources in any folder outside the workspace', async () => {
  makeOutsideRemote(join(folder, 'elsewhere'));
  await buildOutsideRemote(join(folder, 'elsewhere'));
  expect(filesIn(second)).toEqual(filesIn(first));
  expect(readFileSync(join(first, REMOTE_ENTRY), 'utf8')).not.toContain(folder);
  const workspace = join(import.meta.dirname, '../../..');
  for (const file of filesIn(first)) expect(read(file).includes(workspace), file).toBe(false);
  for (const file of filesIn(first)) expect(readFileSync(join(second, file)).equals(read(file)), file).toBe(true);
}, 180_000);
