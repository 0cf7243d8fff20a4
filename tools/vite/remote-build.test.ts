import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RemoteJson, remoteFaults, remoteJsonSchema } from '../../manifest/schema/index.ts';
import { REMOTE_ENTRY } from './remote-json-plugin.ts';

const fixture = join(import.meta.dirname, 'fixtures/remote');
const workspace = mkdtempSync(join(tmpdir(), 'remote-build-'));
const first = join(workspace, 'first');
const second = join(workspace, 'second');

async function buildFixture(name: string, outDir: string) {
  const root = join(workspace, name);
  cpSync(join(fixture, 'src'), join(root, 'src'), { recursive: true });
  cpSync(join(fixture, 'package.json'), join(root, 'package.json'));
  await promisify(execFile)(process.execPath, [join(fixture, 'build.ts'), root, outDir], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

let remote: RemoteJson;
beforeAll(async () => {
  await buildFixture('app', first);
  remote = remoteJsonSchema.parse(JSON.parse(readFileSync(join(first, 'remote.json'), 'utf8')));
}, 180_000);
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const read = (file: string) => readFileSync(join(first, file));
const files = () => readdirSync(first).filter((file) => file !== 'remote.json');

test('remote.json lists the files that are there, with their sizes and hashes', () => {
  expect(remote.files.map(({ path }) => path).sort()).toEqual(files().sort());
  for (const { path, sizeBytes, integrity } of remote.files) {
    expect(sizeBytes).toBe(read(path).length);
    expect(integrity).toBe(`sha384-${createHash('sha384').update(read(path)).digest('base64')}`);
  }
  expect(remoteFaults(remote)).toEqual([]);
});

test('each screen names its own module first, then what it imports, and its styles', () => {
  const { js = [], css = [] } = remote.exposes['./items'] ?? {};
  expect(js[0]).toMatch(/items/i);
  expect(js.some((file) => /^label/.test(file))).toBe(true);
  expect(css.map((file) => read(file).toString())).toEqual([expect.stringContaining('.fixture-items')]);
  expect(remote.exposes['./other']?.css).toEqual([]);
});

test('names of CSS modules begin with the scope', () => {
  const styles = files()
    .filter((file) => file.endsWith('.css'))
    .map((file) => read(file).toString())
    .join('');
  expect(styles).toMatch(/@keyframes fixture-turn-\w{5}/);
  expect(styles).toMatch(/\.fixture-mark-\w{5}/);
  expect([...styles.matchAll(/\.([a-z][\w-]*)/gi)].filter(([, name]) => !name?.startsWith('fixture-'))).toEqual([]);
});

test('nothing shared lies in a release: all of it is a few kilobytes', () => {
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

test('it asks for what it imports and for nothing else', () => {
  expect(Object.keys(remote.requires.shared).sort()).toEqual(['@business-m/sdk', '@business-m/ui', '@tanstack/react-query', 'react']);
  expect(remote.requires.shared.react).toMatch(/^\^19\.\d+\.0$/);
  expect(remote.requires.hostApi).toBe('^1.1.0');
  expect(remote).toMatchObject({ version: '1.2.3', package: 'fixture-remote', format: 'vite' });
});

test('the same sources make the same bytes, wherever they are built', async () => {
  await buildFixture('elsewhere', second);
  expect(readdirSync(second).sort()).toEqual(readdirSync(first).sort());
  expect(readFileSync(join(first, REMOTE_ENTRY), 'utf8')).not.toContain(workspace);
  for (const file of readdirSync(first)) expect(readFileSync(join(second, file)).equals(read(file)), file).toBe(true);
}, 180_000);
