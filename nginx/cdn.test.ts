import { existsSync, readdirSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningNginx, startNginx } from './testing/running-nginx.ts';

const entry = 'export const init = () => {};';
const release = 'finance/1.0.0-0123456789ab';
let nginx: RunningNginx;

beforeAll(async () => {
  nginx = await startNginx({
    gatewayPort: 9,
    shell: { 'index.html': '' },
    cdn: {
      'finance/releases.json': '{}',
      [`${release}/remoteEntry.js`]: entry,
      [`${release}/remoteEntry.js.gz`]: gzipSync(entry),
      [`${release}/remoteEntry.js.br`]: brotliCompressSync(entry),
      'finance/.writing-1.0.1/remoteEntry.js': entry,
    },
  });
});
afterAll(() => nginx?.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${nginx.cdn}/${path}`, { headers: { origin: 'http://elsewhere.test', ...headers } });

test('a file of a release is for every origin and for ever', async () => {
  const answer = await get(`${release}/remoteEntry.js`);
  expect(await answer.text()).toBe(entry);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-type': expect.stringMatching(/javascript/),
  });
});

test('another spelling of the same path is the same file', async () => {
  expect(await (await get(`%66inance/1.0.0-0123456789ab/remoteEntry.js`)).text()).toBe(entry);
});

test('a missing file is a 404 that pages may read and nobody may keep', async () => {
  const answer = await get(`${release}/gone.js`);
  expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('cache-control')]).toEqual([
    404,
    '*',
    'no-store',
  ]);
});

test('the list of releases is asked for again each time', async () => {
  expect((await get('finance/releases.json')).headers.get('cache-control')).toBe('no-cache');
});

test('what is still being written is not served, nothing is listed and nothing can be changed', async () => {
  expect((await get('finance/.writing-1.0.1/remoteEntry.js')).status).toBe(404);
  expect((await get('finance/')).status).toBe(404);
  expect((await fetch(`${nginx.cdn}/${release}/remoteEntry.js`, { method: 'PUT', body: 'x' })).status).toBe(403);
});

test('what was compressed beforehand is sent, brotli where nginx has its module', async () => {
  expect((await get(`${release}/remoteEntry.js`, { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBe('gzip');
  const modules = '/etc/nginx/modules-enabled';
  const hasBrotli = existsSync(modules) && readdirSync(modules).some((name) => name.includes('brotli-static'));
  const best = await get(`${release}/remoteEntry.js`, { 'accept-encoding': 'gzip, br' });
  expect(best.headers.get('content-encoding')).toBe(hasBrotli ? 'br' : 'gzip');
  expect(await best.text()).toBe(entry);
});
