import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { problemSchema } from '@business-m/metadata';
import { jwtVerify } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { startForwarding } from '../testing/forwarding-gateway.ts';
import { SERVICE_SECRET, startTestGateway, stateWith } from '../testing/running-gateway.ts';
import { startUpstream, type Upstream } from '../testing/upstream.ts';

const json = { 'content-type': 'application/json' };

const codeOf = async (answer: Response) => problemSchema.parse(await answer.json()).code;
const last = ({ requests }: Upstream) => requests.at(-1);

test('a call arrives with a token that says who calls, and without what the caller says of itself', async () => {
  const { upstream, call } = await startForwarding();
  const forged = {
    authorization: 'Bearer forged',
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-user': 'root',
    forwarded: 'for=6.6.6.6',
    'x-real-ip': '6.6.6.6',
  };
  const answer = await call('/api/shop/reports/top?from=1&to=%2F', { headers: { ...forged, 'x-request-id': 'trace-12345' } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-request-id')).toBe('trace-12345');
  const { url, headers } = last(upstream) ?? {};
  expect(url).toBe('/api/shop/reports/top?from=1&to=%2F');
  expect(headers).toMatchObject({
    'x-request-id': 'trace-12345',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
    host: new URL(upstream.origin).host,
  });
  for (const name of ['cookie', 'x-forwarded-user', 'forwarded', 'x-real-ip']) expect(headers).not.toHaveProperty(name);
  const token = String(headers?.authorization).replace('Bearer ', '');
  const { payload } = await jwtVerify(token, new TextEncoder().encode(SERVICE_SECRET), { audience: 'services' });
  expect(payload).toMatchObject({ sub: 'u-clerk', name: 'Clerk', email: 'clerk@example.com', roles: ['clerk'], tenant: 'demo' });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
});

test('a DocType is forwarded to its owner, body and method as they came', async () => {
  const { upstream, call } = await startForwarding();
  const body = JSON.stringify({ name: 'ä'.repeat(1_000) });
  const answer = await call('/api/resource/item/a%20b', { method: 'PUT', headers: { ...json, 'if-match': '"3"' }, body });
  expect(await answer.json()).toEqual({ url: '/api/resource/item/a%20b', body });
  expect(last(upstream)).toMatchObject({ method: 'PUT', headers: { 'if-match': '"3"' } });
});

test('without a session nothing is forwarded', async () => {
  const { upstream, gateway } = await startForwarding();
  for (const path of ['/api/shop/x', '/api/resource/item', '/api/meta/item', '/api/nowhere/x'])
    expect((await fetch(gateway.origin + path)).status).toBe(401);
  expect(upstream.requests).toEqual([]);
});

test('hop-by-hop headers stop at the gateway, also those that Connection names', async () => {
  const { upstream, raw } = await startForwarding((request, response) => {
    request.resume();
    response.writeHead(200, {
      connection: 'x-inner, close',
      'x-inner': '1',
      'keep-alive': 'timeout=9',
      'set-cookie': 'a=b',
      server: 'inner/1',
      'access-control-allow-origin': '*',
      'content-security-policy': 'default-src *',
      'x-outer': '2',
    });
    response.end('ok');
  });
  const answer = await raw(
    'GET /api/shop/x HTTP/1.1\r\nHOST\r\nConnection: close, X-Private, Cookie\r\nX-Private: 1\r\nTE: trailers\r\nUpgrade: h2c\r\nProxy-Authorization: x\r\nKeep-Alive: 5\r\n\r\n',
  );
  const arrived = last(upstream)?.headers ?? {};
  for (const name of ['x-private', 'te', 'upgrade', 'proxy-authorization', 'keep-alive']) expect(arrived).not.toHaveProperty(name);
  expect(arrived.connection).toBe('keep-alive');
  expect(answer).toMatch(/x-outer: 2/i);
  expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
  expect(answer).not.toMatch(/x-inner|timeout=9|set-cookie|server: inner|access-control/i);
});

test('a service that refuses connections is 503, and nothing of it is told', async () => {
  const { upstream, call } = await startForwarding();
  await upstream.stop();
  const answer = await call('/api/shop/secret?token=reflected');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('2');
  const text = await answer.text();
  expect(problemSchema.parse(JSON.parse(text))).toMatchObject({ code: 'upstream-down' });
  expect(text).not.toMatch(/127\.0\.0\.1|ECONN|secret|reflected/);
});

test('a service that sends no head in time is 504', async () => {
  const { call } = await startForwarding((request) => void request.resume(), { forwarder: { headMs: 60 } });
  const answer = await call('/api/shop/slow', { method: 'POST', headers: json, body: '{}' });
  expect([answer.status, await codeOf(answer)]).toEqual([504, 'upstream-timeout']);
});

test.each([
  ['closes at once', ''],
  ['does not speak HTTP', 'SSH-2.0-OpenSSH\r\n'],
  ['breaks off in the head', 'HTTP/1.1 200 OK\r\nContent-'],
])('a service that %s is 502', async (_, bytes) => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const gateway = await startTestGateway({ state: stateWith({ shop: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }) });
  const answer = await fetch(`${gateway.origin}/api/shop/x`, { headers: { cookie: await gateway.cookieOf() } });
  expect([answer.status, await codeOf(answer)]).toEqual([502, 'bad-upstream-answer']);
});

test('a body that is cut reaches the caller as a broken answer, not as a short one', async () => {
  const { call, gateway } = await startForwarding((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    setImmediate(() => response.destroy());
  });
  const answer = await call('/api/shop/x');
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
  expect((await fetch(`${gateway.origin}/api/gateway/health`)).status).toBe(200);
});

test('a body that stalls is cut, an event stream that is quiet is not', async () => {
  const quiet = Promise.withResolvers<void>();
  const { call } = await startForwarding(
    async (request, response) => {
      const isStream = request.url?.endsWith('/events');
      response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' }).write('data: 1\n\n');
      if (!isStream) return;
      await quiet.promise;
      response.end('data: 2\n\n');
    },
    { forwarder: { headMs: 500, idleMs: 50 } },
  );
  const stream = await call('/api/shop/events');
  // It ends only after its timers have run out: they are what cuts it.
  await expect((await call('/api/shop/stalls')).text()).rejects.toThrow();
  quiet.resolve();
  expect(await stream.text()).toBe('data: 1\n\ndata: 2\n\n');
});

test('a body that is too large is refused, whether its length is told or not', async () => {
  const { upstream, call } = await startForwarding(undefined, { forwarder: { bodyLimitBytes: 1_000 } });
  const told = await call('/api/shop/x', { method: 'POST', headers: json, body: 'x'.repeat(1_001) });
  expect([told.status, await codeOf(told)]).toEqual([413, 'body-too-large']);
  expect(upstream.requests).toEqual([]);
  const untold = await call('/api/shop/x', {
    method: 'POST',
    headers: json,
    body: new Blob(['x'.repeat(300_000)]).stream(),
    duplex: 'half',
  } as RequestInit);
  expect([untold.status, await codeOf(untold)]).toEqual([413, 'body-too-large']);
  const fits = await call('/api/shop/x', {
    method: 'POST',
    headers: json,
    body: new Blob(['x'.repeat(1_000)]).stream(),
    duplex: 'half',
  } as RequestInit);
  expect(await fits.json()).toMatchObject({ body: 'x'.repeat(1_000) });
});

test('a body that is not JSON is 415; no body at all is fine', async () => {
  const { call } = await startForwarding();
  expect((await call('/api/shop/x', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' })).status).toBe(415);
  expect((await call('/api/resource/item/1/submit', { method: 'POST' })).status).toBe(200);
});

test('one upstream that hangs takes at most its share; more are refused at once', async () => {
  const hangs: (() => void)[] = [];
  const { call } = await startForwarding((_, response) => void hangs.push(() => response.end('{}')), { forwarder: { inFlight: 2 } });
  const waiting = [call('/api/shop/1'), call('/api/shop/2')];
  await expect.poll(() => hangs.length).toBe(2);
  const refused = await call('/api/shop/3');
  expect([refused.status, await codeOf(refused)]).toEqual([503, 'overloaded']);
  for (const end of hangs) end();
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
  const after = call('/api/shop/4');
  await expect.poll(() => hangs.length).toBe(3);
  hangs[2]?.();
  expect((await after).status).toBe(200);
});

test('a caller who leaves ends the call to the service', async () => {
  const left = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const { call } = await startForwarding((_, response) => {
    response.on('close', left.resolve);
    arrived.resolve();
  });
  const leaving = new AbortController();
  const answer = call('/api/shop/x', { signal: leaving.signal });
  await arrived.promise;
  leaving.abort();
  await expect(answer).rejects.toThrow();
  await left.promise;
});

test('a read over a connection that the service has just closed is made again; a write is not', async () => {
  let calls = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => {
      calls += 1;
      // Every second request on a connection meets its end.
      if (socket.bytesWritten > 0) socket.resetAndDestroy();
      else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const gateway = await startTestGateway({ state: stateWith({ shop: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }) });
  const headers = { cookie: await gateway.cookieOf() };
  calls = 0;
  for (let read = 0; read < 4; read += 1) expect((await fetch(`${gateway.origin}/api/shop/x`, { headers })).status).toBe(200);
  expect(calls).toBeGreaterThan(4);
  const write = await fetch(`${gateway.origin}/api/shop/x`, { method: 'POST', headers });
  expect(write.status).toBe(502);
});

test('HEAD has the head of GET and no body', async () => {
  const { call } = await startForwarding((_, response) => void response.writeHead(200, { etag: '"1"', 'content-length': '2' }).end('{}'));
  const answer = await call('/api/shop/x', { method: 'HEAD' });
  expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([200, '"1"', '']);
});

test('a tenant with an upstream of its own is forwarded there, the others are not, and an edit takes effect at once', async () => {
  const [common, own] = await Promise.all([startUpstream({ shop: [] }), startUpstream({ shop: [] })]);
  onTestFinished(() => Promise.all([common.stop(), own.stop()]).then(() => {}));
  const scopes = (tenants: Record<string, { upstream: string }>) => ({ shop: { upstream: common.origin, tenants } });
  const state = (tenants: Record<string, { upstream: string }>) =>
    stateWith({}, { backend: { mode: 'enterprise', scopes: scopes(tenants) } });
  const gateway = await startTestGateway({ state: state({ acme: { upstream: own.origin } }) });
  const headers = { cookie: await gateway.cookieOf() };
  const call = (path: string) => fetch(`${gateway.origin}/api/shop/${path}`, { headers });
  await call('one');
  gateway.manifest.set(state({ demo: { upstream: own.origin } }));
  await call('two');
  expect(common.requests.map(({ url }) => url)).toEqual(['/api/shop/one']);
  expect(own.requests.map(({ url }) => url)).toEqual(['/api/shop/two']);
  // The name of a tenant is no part of an address.
  expect((await call('demo/three')).status).toBe(200);
  expect((await fetch(`${gateway.origin}/api/shop%2Fdemo/x`, { headers })).status).toBe(400);
});
