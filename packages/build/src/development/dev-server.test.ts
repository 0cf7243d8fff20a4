import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { developmentRemoteSchema } from '@business-m/contract';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { makeOutsideRemote, outsideEnv } from '../testing/outside-remote.ts';
import { type DevRemote, startDevRemote } from './dev-server.ts';

const desk = 'http://desk.test:8080';
const folder = mkdtempSync(join(tmpdir(), 'dev-remote-'));
let remote: DevRemote;
let stored: string;
beforeAll(async () => {
  makeOutsideRemote(folder);
  stored = linkFromStore();
  remote = await startDevRemote({ folder, desk, logLevel: 'error' });
});
afterAll(async () => {
  await remote.close();
  for (const each of [folder, `${folder}-store`]) rmSync(each, { recursive: true, force: true });
});

/** A package as pnpm keeps it in one folder for all workspaces of a machine, with another that it depends on. @returns the latter's worker */
function linkFromStore(): string {
  const store = join(folder, '../', `${basename(folder)}-store`);
  const place = (name: string) => join(store, 'links', name, '1.0.0/0123abcd/node_modules', name);
  for (const name of ['far', 'farther']) {
    mkdirSync(place(name), { recursive: true });
    writeFileSync(join(place(name), 'package.json'), JSON.stringify({ name, version: '1.0.0' }));
    writeFileSync(join(place(name), 'worker.js'), 'postMessage(1);');
  }
  writeFileSync(join(store, 'beside.js'), '');
  symlinkSync(place('far'), join(folder, 'node_modules/far'));
  const file = join(folder, 'package.json');
  const description = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...description, dependencies: { ...description.dependencies, far: '1.0.0' } }));
  return realpathSync(join(place('farther'), 'worker.js'));
}

const get = (path: string, origin = desk) => fetch(remote.origin + path, { headers: { origin } });
const text = async (path: string) => (await get(path)).text();

test('links to the remote, its origin and its first screen', () => {
  expect(remote.link).toBe(`${desk}/override?scope=fixture&origin=${encodeURIComponent(remote.origin)}&path=items`);
});

test('describes the remote without a build', async () => {
  const described = developmentRemoteSchema.parse(await (await get('/@desk/remote.json')).json());
  expect(described).toMatchObject({ scope: 'fixture', version: '1.2.3', title: 'Fixture' });
  expect(Object.keys(described.requires.shared).sort()).toEqual(['@business-m/sdk', '@business-m/ui', '@tanstack/react-query', 'react']);
});

test('answers no page but the desk’s', async () => {
  expect((await get('/@desk/remote.json')).headers.get('access-control-allow-origin')).toBe(desk);
  expect((await get('/@desk/items')).headers.get('access-control-allow-origin')).toBe(desk);
  for (const origin of ['http://evil.test', 'http://localhost:9999', `${desk}.evil.test`])
    expect((await get('/@desk/remote.json', origin)).headers.get('access-control-allow-origin')).toBeNull();
});

test('takes shared packages from the desk, in an exposed module and behind it', async () => {
  const exposed = await text('/@desk/items');
  expect(exposed).toContain('from "/src/items.jsx"');
  expect(exposed).toContain('from "/@id/__x00__desk:shared:react"');
  const source = await text('/src/items.jsx');
  expect(source).toContain('desk:shared:@business-m/ui');
  expect(source).toContain('$RefreshReg$');
  for (const code of [exposed, source]) expect(code).not.toMatch(/node_modules\/(?:\.vite\/deps\/)?(?:react|@business-m)/);
});

test('hands on the desk’s own instance of a shared package, and warns of names that an older desk lacks', async () => {
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

test('serves the files of the public folder, and code that finds them from the desk’s page', async () => {
  expect(JSON.parse(await text('/data/rates.json'))).toEqual({ EUR: 1 });
  expect(await text('/src/other.jsx')).toMatch(/new URL\(import\.meta\.url\)\.origin \+ ['"]\/['"]/);
});

test('serves the files of installed packages wherever they are kept, as workers are, and nothing beside them', async () => {
  expect(await text(`/@fs${stored}?worker_file&type=module`)).toContain('postMessage(1)');
  expect((await get(`/@fs${realpathSync(`${folder}-store`)}/beside.js`)).status).toBe(403);
});

test.each(['/@desk/nothing', '/@desk/__proto__', '/@desk/', '/'])('answers 404 at %s', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('takes the next port beside another server, and frees it when stopped', async () => {
  const second = await startDevRemote({ folder, desk, logLevel: 'error' });
  expect(second.origin).not.toBe(remote.origin);
  const port = Number(new URL(second.origin).port);
  await expect(startDevRemote({ folder, desk, port, logLevel: 'silent' })).rejects.toThrow('is taken: name another one');
  await second.close();
  const third = await startDevRemote({ folder, desk, port, logLevel: 'error' });
  await third.close();
});

test('serves the kit’s sources on the desk’s own tamagui', async () => {
  const other = await startDevRemote({ folder, desk, ui: true, logLevel: 'error' });
  const read = async (path: string) => (await fetch(other.origin + path)).text();
  const exposed = await read('/@desk/items');
  expect(exposed).toContain('packages/ui/src/theme/link.tsx');
  const kit = /"(\/@fs[^"]*packages\/ui\/src\/index\.ts)"/.exec(exposed)?.[1] ?? '';
  expect(await read(kit)).toContain('/actions/button.tsx');
  const button = await read(kit.replace('index.ts', 'actions/button.tsx'));
  expect(button).toContain('desk:shared:tamagui');
  expect(await read('/@id/__x00__desk:shared:tamagui')).toContain('as styled');
  await other.close();
});

test('serves a remote that has nothing of the workspace but its own dependencies', { timeout: 60_000 }, async () => {
  const script = `
    import { startDevRemote } from '@business-m/build/dev-server';
    const { origin } = await startDevRemote({ folder: import.meta.dirname, desk: '${desk}', logLevel: 'error' });
    console.log(origin);`;
  writeFileSync(join(folder, 'serve.mjs'), script);
  const server = spawn(process.execPath, ['serve.mjs'], { cwd: folder, env: outsideEnv, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void server.kill());
  const [printed] = await Promise.race([once(server.stdout, 'data'), once(server, 'exit')]);
  const origin = String(printed).trim();
  const read = async (path: string) => (await fetch(origin + path)).text();
  expect(developmentRemoteSchema.parse(JSON.parse(await read('/@desk/remote.json')))).toMatchObject({ scope: 'fixture' });
  const workspace = join(import.meta.dirname, '../../../..');
  for (const path of ['/@desk/items', '/src/items.jsx', '/@id/__x00__desk:shared:@business-m/ui']) {
    const code = await read(path);
    expect(code).toMatch(/desk[:.]shared/);
    expect(code).not.toContain(workspace);
  }
});
