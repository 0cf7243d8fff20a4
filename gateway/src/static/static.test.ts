import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { startTestGateway } from '../testing/running-gateway.ts';
import { shellTexts, writeShellDist } from '../testing/shell-fixture.ts';
import { loadShell } from './shell-files.ts';

test.each([
  ['br', 'br'],
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', null],
])('with Accept-Encoding %s a file comes as %s, and its bytes are the same', async (accepted, coding) => {
  const { origin } = await startTestGateway();
  const answer = await fetch(`${origin}/assets/main-1.js`, { headers: { 'accept-encoding': accepted } });
  expect(answer.headers.get('content-encoding')).toBe(coding);
  expect(answer.headers.get('vary')).toBe('Accept-Encoding');
  expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(await answer.text()).toBe(shellTexts['assets/main-1.js']);
  const again = await fetch(`${origin}/assets/main-1.js`, {
    headers: { 'accept-encoding': accepted, 'if-none-match': answer.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});

test('a file without a hash in its name is asked for again', async () => {
  const { origin } = await startTestGateway();
  const answer = await fetch(`${origin}/icon.svg`);
  expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('content-type')]).toEqual([
    200,
    'no-cache',
    'image/svg+xml; charset=utf-8',
  ]);
});

test.each([
  ['/assets/gone.js', '*/*', 404],
  ['/assets/gone.js', 'text/html', 404],
  ['/assets/', 'text/html', 404],
  ['/gone.js', '*/*', 404],
  ['/shell.json', '*/*', 404],
  ['/index.html', 'image/png', 404],
  ['/finder/a.b', 'text/html', 200],
  ['/finder', '*/*', 200],
])('%s for %s is %i, and a missing file is never a page', async (path, accept, status) => {
  const { origin } = await startTestGateway();
  const answer = await fetch(origin + path, { headers: { accept } });
  expect([answer.status, answer.headers.get('content-type')?.includes('html')]).toEqual([status, status === 200]);
  if (status === 404) expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('what is no build of the shell is refused in a sentence', async () => {
  const folder = await temporaryFolder(onTestFinished);
  await expect(loadShell(join(folder, 'none'))).rejects.toThrow(/SHELL_DIST .* holds no build/);
  await writeShellDist(folder);
  await writeFile(join(folder, 'shell.json'), '{"schemaVersion":1}');
  await expect(loadShell(folder)).rejects.toThrow(/shell\.json is wrong at entry/);
  await rm(join(folder, 'index.html'));
  await expect(loadShell(folder)).rejects.toThrow(/ENOENT/);
});

test('a build without compressed forms is served as it is', async () => {
  const folder = await temporaryFolder(onTestFinished);
  await writeShellDist(folder);
  const forms = async () => Object.keys((await loadShell(folder)).files.get('/assets/main-1.js')?.forms ?? {});
  expect(await forms()).toEqual(['identity', 'br', 'gzip']);
  await Promise.all(['br', 'gz'].map((coding) => rm(join(folder, `assets/main-1.js.${coding}`))));
  expect(await forms()).toEqual(['identity']);
});
