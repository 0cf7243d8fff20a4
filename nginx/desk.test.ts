import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type FakeGateway, startFakeGateway } from './testing/fake-gateway.ts';
import { type RunningNginx, startNginx } from './testing/running-nginx.ts';

const page =
  '<!doctype html><!--desk:head--><title>Static shell</title><script nonce="__CSP_NONCE__">1</script><style nonce="__CSP_NONCE__"></style>';
let gateway: FakeGateway;
let nginx: RunningNginx;

beforeAll(async () => {
  gateway = await startFakeGateway();
  nginx = await startNginx({
    gatewayPort: gateway.port,
    shell: {
      'index.html': page,
      'index.html.gz': gzipSync(page),
      'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'assets/main-abc.js': 'export const shell = 1;',
      'assets/main-abc.js.gz': gzipSync('export const shell = 1;'),
    },
    cdn: {},
    env: { DESK_RATE_PER_SESSION: '20' },
  });
});
afterAll(async () => {
  await nginx?.stop();
  await gateway?.stop();
});

let session = 0;
/** Each test is somebody else, so that no test meets another one's cache or allowance. */
beforeEach(() => {
  session += 1;
});
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${nginx.desk}${path}`, { headers: { cookie: `desk_session=s${session}`, ...headers } });

/** Runs `work` while nobody answers at the gateway's address. */
async function withoutGateway(work: () => Promise<void>): Promise<void> {
  const { port, remotes } = gateway;
  await gateway.stop();
  try {
    await work();
  } finally {
    gateway = await startFakeGateway(port);
    Object.assign(gateway.remotes, remotes);
  }
}

test('a page comes from the gateway, with the policy that the gateway wrote and the headers that nginx adds', async () => {
  const answer = await get('/somewhere/deep?x=1');
  expect(await answer.text()).toContain('Page of the gateway');
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(answer.headers.get('server')).toBe('nginx');
});

test.each(['/', '/index.html', '/somewhere/deep'])('without the gateway %s is the static shell under a policy of its own', async (path) => {
  await withoutGateway(async () => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'self' 'nonce-([0-9a-f]{32})' http:\/\/127\.0\.0\.1:\d+;/.exec(policy)?.[1];
    expect(await answer.text()).toBe(page.replaceAll('__CSP_NONCE__', nonce ?? 'no nonce'));
    expect(policy).not.toMatch(/unsafe|\$/);
    expect((await get(path)).headers.get('content-security-policy')).not.toBe(policy);
  });
});

test('a gateway that breaks on a page gets the static shell too', async () => {
  const answer = await get('/broken');
  expect([answer.status, answer.headers.get('x-desk-page')]).toEqual([200, 'static']);
});

test('assets are compressed beforehand and kept for ever; a missing one is a 404 that is not', async () => {
  const found = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip' });
  expect(found.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(found.headers.get('content-encoding')).toBe('gzip');
  expect(found.headers.get('content-type')).toMatch(/javascript/);
  expect(await found.text()).toBe('export const shell = 1;');
  const missing = await get('/assets/gone.js');
  expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, null]);
  expect((await get('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
});

test('an asset that nginx has not got may be the gateway’s', async () => {
  const found = await get('/assets/of-the-gateway.js');
  expect([found.status, await found.text()]).toEqual([200, 'export const development = 1;']);
  await withoutGateway(async () => {
    const missing = await get('/assets/of-the-gateway.js');
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, null]);
  });
});

test('the API reaches the gateway with one request id, the caller’s own host and nothing the caller says about itself', async () => {
  const answer = await get('/api/resource/thing?limit=5', { 'x-request-id': 'abcd-1234', 'x-forwarded-for': '6.6.6.6' });
  const { url, headers } = (await answer.json()) as { url: string; headers: Record<string, string> };
  expect(url).toBe('/api/resource/thing?limit=5');
  expect(headers).toMatchObject({
    host: new URL(nginx.desk).host,
    'x-request-id': 'abcd-1234',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
  });
  expect(answer.headers.get('x-request-id')).toBe('abcd-1234');
  const odd = await get('/api/thing', { 'x-request-id': 'bad id<>' });
  expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
});

test('answers are compressed, but the ETag of one document stays a strong one', async () => {
  const list = await get('/api/resource/thing', { 'accept-encoding': 'gzip' });
  expect(list.headers.get('content-encoding')).toBe('gzip');
  const one = await get('/api/resource/thing/1', { 'accept-encoding': 'gzip' });
  expect([one.headers.get('etag'), one.headers.get('content-encoding')]).toEqual(['"3"', null]);
});

test('without the gateway the API says so in problem+json', async () => {
  await withoutGateway(async () => {
    const answer = await get('/api/resource/thing');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'upstream-down', status: 503, request_id: answer.headers.get('x-request-id') });
  });
});

test('a body above the limit is refused before it reaches the gateway', async () => {
  const before = gateway.seen.length;
  const answer = await fetch(`${nginx.desk}/api/resource/thing`, { method: 'POST', body: 'x'.repeat(2 * 1024 * 1024 + 1) });
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, 'body-too-large']);
  expect(gateway.seen.length).toBe(before);
});

test.each(['/api/events', '/api/gateway/events'])('events of %s arrive one by one, while the answer goes on', async (path) => {
  const answer = await get(path, { 'accept-encoding': 'gzip' });
  expect(answer.headers.get('content-encoding')).toBeNull();
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('data: first\n\n');
  gateway.emit('second');
  expect((await reader?.read())?.value).toBe('data: second\n\n');
  await reader?.cancel();
});

test('a connection can be upgraded', async () => {
  const { hostname, port } = new URL(nginx.desk);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.on('data', (data) => {
    received += data;
  });
  socket.write(`GET /api/socket HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n`);
  await vi.waitFor(() => expect(received).toMatch(/^HTTP\/1\.1 101 /));
  socket.write('hello');
  await vi.waitFor(() => expect(received).toMatch(/echo hello$/));
  socket.destroy();
});

test('the manifest is kept per session and served stale while the gateway is dead', async () => {
  const first = await get('/api/gateway/remotes');
  expect(first.headers.get('etag')).toMatch(/"r1"$/);
  expect(first.headers.get('set-cookie')).toBeNull();
  expect(await first.json()).toEqual({ revision: 'r1', for: `desk_session=s${session}` });
  const other = await get('/api/gateway/remotes', { cookie: 'desk_session=other' });
  expect(await other.json()).toMatchObject({ for: 'desk_session=other' });

  await withoutGateway(async () => {
    // Fresh for a second; after that the gateway is asked and found dead.
    await vi.waitFor(async () => expect((await get('/api/gateway/remotes')).headers.get('x-cache')).toBe('STALE'), {
      timeout: 10_000,
      interval: 200,
    });
    expect(await (await get('/api/gateway/remotes')).json()).toEqual({ revision: 'r1', for: `desk_session=s${session}` });
    expect((await get('/api/gateway/remotes', { 'if-none-match': '"r1"' })).status).toBe(304);
    expect((await get('/api/gateway/remotes', { cookie: 'desk_session=never-seen' })).status).toBe(503);
  });
});

test('a change of the manifest shows on the next load once its second is over, and a failing gateway keeps the last one', async () => {
  await get('/api/gateway/remotes');
  gateway.remotes.revision = 'r2';
  await vi.waitFor(async () => expect((await get('/api/gateway/remotes')).headers.get('etag')).toMatch(/"r2"$/), {
    timeout: 10_000,
    interval: 200,
  });
  gateway.remotes.status = 503;
  await vi.waitFor(async () => expect((await get('/api/gateway/remotes')).headers.get('x-cache')).toBe('STALE'), {
    timeout: 10_000,
    interval: 200,
  });
  Object.assign(gateway.remotes, { status: 200, revision: 'r1' });
});

test('a page that knows of another release set gets it at once', async () => {
  await get('/api/gateway/remotes');
  gateway.remotes.revision = 'r5';
  const fresh = await get('/api/gateway/remotes', { 'cache-control': 'no-cache' });
  expect(fresh.headers.get('etag')).toMatch(/"r5"$/);
  // And so do the pages that ask after it.
  expect((await get('/api/gateway/remotes')).headers.get('etag')).toMatch(/"r5"$/);
  gateway.remotes.revision = 'r1';
});

test('somebody without a session is not answered from the cache', async () => {
  await get('/api/gateway/remotes');
  const answer = await fetch(`${nginx.desk}/api/gateway/remotes`);
  expect([answer.status, answer.headers.get('x-cache')]).toEqual([401, 'MISS']);
});

test('a cold page stays far below the limit, a flood of one session meets it and no other session does', async () => {
  const coldPage = await Promise.all(Array.from({ length: 60 }, () => get('/api/thing')));
  expect(new Set(coldPage.map((answer) => answer.status))).toEqual(new Set([200]));
  const flood = await Promise.all(Array.from({ length: 400 }, () => get('/api/thing', { cookie: 'desk_session=flood' })));
  const refused = flood.find((answer) => answer.status === 429);
  expect(refused?.headers.get('content-type')).toMatch('application/problem+json');
  expect(await refused?.json()).toMatchObject({ code: 'too-many-attempts' });
  expect((await get('/api/thing')).status).toBe(200);
});

test('the access log is a line of JSON per request, without cookies', async () => {
  await get('/api/thing?q="quoted"', { 'x-request-id': 'find-me-1' });
  await vi.waitFor(() => expect(nginx.log().find((line) => line.request_id === 'find-me-1')).toMatchObject({ method: 'GET', status: 200 }));
  expect(JSON.stringify(nginx.log())).not.toContain(`desk_session=s${session}`);
});
