import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentRemoteSchema } from '@business-m/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { type DevRemote, startDevRemote } from './dev-server.ts';

const desk = 'http://desk.test:8080';
const folder = mkdtempSync(join(tmpdir(), 'dev-remote-'));
const config = `
import { remoteConfig } from ${JSON.stringify(join(import.meta.dirname, '../index.ts'))};
const remote = remoteConfig({
  root: import.meta.dirname,
  scope: 'fixture',
  declaration: {
    title: 'Fixture',
    nav: [{ title: 'Items', path: 'items' }],
    routes: [{ path: 'items', expose: './items', title: 'Items' }],
    permissions: [],
  },
  exposes: { './items': './src/items.jsx', './other': './src/other.jsx' },
});
export default { ...remote, cacheDir: import.meta.dirname + '/cache' };`;

let remote: DevRemote;
beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../fixtures/remote/src'), join(folder, 'src'), { recursive: true });
  const dependencies = { react: 'catalog:', '@business-m/ui': 'workspace:*', '@business-m/metadata': 'workspace:*' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'fixture-remote', version: '1.2.3', type: 'module', dependencies }));
  writeFileSync(join(folder, 'vite.config.ts'), config);
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
  remote = await startDevRemote({ folder, desk, logLevel: 'error' });
});
afterAll(async () => {
  await remote.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, origin = desk) => fetch(remote.origin + path, { headers: { origin } });
const text = async (path: string) => (await get(path)).text();

test('the link names the remote, where it is served, and the screen to begin with', () => {
  expect(remote.link).toBe(`${desk}/override?scope=fixture&origin=${encodeURIComponent(remote.origin)}&path=items`);
});

test('what the desk must know is served without building anything', async () => {
  const described = developmentRemoteSchema.parse(await (await get('/@desk/remote.json')).json());
  expect(described).toMatchObject({ scope: 'fixture', version: '1.2.3', title: 'Fixture' });
  expect(Object.keys(described.requires.shared).sort()).toEqual(['@business-m/ui', 'react']);
});

test('only pages of the desk may read from it', async () => {
  expect((await get('/@desk/remote.json')).headers.get('access-control-allow-origin')).toBe(desk);
  expect((await get('/@desk/items')).headers.get('access-control-allow-origin')).toBe(desk);
  for (const origin of ['http://evil.test', 'http://localhost:9999', `${desk}.evil.test`])
    expect((await get('/@desk/remote.json', origin)).headers.get('access-control-allow-origin')).toBeNull();
});

test('an exposed module and everything behind it take what is shared from the desk', async () => {
  const exposed = await text('/@desk/items');
  expect(exposed).toContain('from "/src/items.jsx"');
  expect(exposed).toContain('from "/@id/__x00__desk:shared:react"');
  const source = await text('/src/items.jsx');
  expect(source).toContain('desk:shared:@business-m/ui');
  expect(source).toContain('$RefreshReg$');
  for (const code of [exposed, source]) expect(code).not.toMatch(/node_modules\/(?:\.vite\/deps\/)?(?:react|@business-m)/);
});

test('a shared module hands on the very instance of the desk, and says what an older desk lacks', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const code = await text('/@id/__x00__desk:shared:react');
  const registry = globalThis as Record<symbol, unknown>;
  const react = { useState: () => [], useEffect: () => {} };
  registry[Symbol.for('desk.shared-instances')] = { react };
  const served = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  delete registry[Symbol.for('desk.shared-instances')];
  expect(served.useState).toBe(react.useState);
  expect(served.default).toBe(react);
  expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^\[desk\] react of this desk lacks .*Suspense/));
  await expect(import(`data:text/javascript,${encodeURIComponent(`${code}//`)}`)).rejects.toThrow('runs inside the desk');
});

test.each(['/@desk/nothing', '/@desk/__proto__', '/@desk/', '/'])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('a second one takes the next port, and a stopped one gives its port back', async () => {
  const second = await startDevRemote({ folder, desk, logLevel: 'error' });
  expect(second.origin).not.toBe(remote.origin);
  const port = Number(new URL(second.origin).port);
  await expect(startDevRemote({ folder, desk, port, logLevel: 'silent' })).rejects.toThrow('is taken: name another one');
  await second.close();
  const third = await startDevRemote({ folder, desk, port, logLevel: 'error' });
  await third.close();
});

test('with the kit’s sources, what the kit is made of is still the desk’s', async () => {
  const other = await startDevRemote({ folder, desk, ui: true, logLevel: 'error' });
  const read = async (path: string) => (await fetch(other.origin + path)).text();
  const exposed = await read('/@desk/items');
  expect(exposed).toContain('packages/ui/src/theme/link.tsx');
  const kit = /"(\/@fs[^"]*packages\/ui\/src\/index\.ts)"/.exec(exposed)?.[1] ?? '';
  expect(await read(kit)).toContain('/actions/button.tsx');
  const button = await read(kit.replace('index.ts', 'actions/button-frame.ts'));
  expect(button).toContain('desk:shared:tamagui');
  expect(await read('/@id/__x00__desk:shared:tamagui')).toContain('as styled');
  await other.close();
});
