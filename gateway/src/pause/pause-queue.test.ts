import { problemSchema } from '@business-m/metadata';
import { expect, onTestFinished, test } from 'vitest';
import { type GatewayOptions, startTestGateway, stateWith } from '../testing/running-gateway.ts';
import { startUpstream } from '../testing/upstream.ts';

const json = { 'content-type': 'application/json' };

/** A gateway between two homes of one scope, of which the manifest names one, and may hold. */
async function setUp(options: GatewayOptions = {}, handler?: Parameters<typeof startUpstream>[1]) {
  const [before, after] = [await startUpstream({ shop: ['item'] }, handler), await startUpstream({ shop: ['item'] })];
  onTestFinished(async () => void (await Promise.all([before.stop(), after.stop()])));
  const gateway = await startTestGateway({ state: stateWith({ shop: before.origin }), ...options });
  const headers = { cookie: await gateway.cookieOf() };
  const call = (path: string, init: RequestInit = {}) =>
    fetch(gateway.origin + path, { ...init, headers: { ...headers, ...init.headers } });
  let revision = 1;
  const edit = (upstream: string, hold: boolean) => {
    revision += 1;
    const state = stateWith({}, { backend: { mode: 'enterprise', scopes: { shop: { upstream, ...(hold && { hold }) } } } });
    gateway.manifest.set({ ...state, revision });
  };
  const held = async () => {
    const health = (await (await fetch(`${gateway.origin}/api/gateway/health`)).json()) as { upstreams: { shop: { held?: number } } };
    return health.upstreams.shop.held;
  };
  return { before, after, gateway, call, edit, held };
}

test('while a scope is held its calls wait, DocTypes and event streams too, and go in order to wherever it is then', async () => {
  const { before, after, call, edit, held } = await setUp();
  edit(before.origin, true);
  const calls = [];
  for (const [index, path] of ['/api/shop/a', '/api/resource/item/b', '/api/meta/item', '/api/shop/events', '/api/shop/e'].entries()) {
    const body = { method: 'POST', headers: json, body: JSON.stringify({ index }) };
    calls.push(call(path, index === 1 || index === 4 ? body : {}));
    await expect.poll(held).toBe(index + 1);
  }
  expect(before.requests).toEqual([]);
  edit(after.origin, false);
  const answers = await Promise.all(calls);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(after.requests.map(({ url }) => url)).toEqual([
    '/api/shop/a',
    '/api/resource/item/b',
    '/api/meta/item',
    '/api/shop/events',
    '/api/shop/e',
  ]);
  expect(after.requests.map(({ body }) => body)).toEqual(['', '{"index":1}', '', '', '{"index":4}']);
  expect(before.requests).toEqual([]);
  expect(await held()).toBeUndefined();
});

test('a hold is bounded in number and in time, and says that nothing was done', async () => {
  const { before, call, edit, held } = await setUp({ pauses: { limit: 1, waitMs: 400 } });
  edit(before.origin, true);
  const waiting = call('/api/shop/waits');
  await expect.poll(held).toBe(1);
  const problems = [await call('/api/shop/too-many'), await waiting];
  for (const answer of problems) {
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(problemSchema.parse(await answer.json())).toMatchObject({ code: 'held', status: 503 });
  }
  expect(await held()).toBe(0);
  expect(before.requests).toEqual([]);
});

test('whoever leaves gives up the place in the queue', async () => {
  const { before, after, call, edit, held } = await setUp({ pauses: { limit: 2 } });
  edit(before.origin, true);
  const leaving = new AbortController();
  const left = call('/api/shop/leaves', { signal: leaving.signal });
  await expect.poll(held).toBe(1);
  const stays = call('/api/shop/stays');
  await expect.poll(held).toBe(2);
  leaving.abort();
  await expect(left).rejects.toThrow();
  await expect.poll(held).toBe(1);
  edit(after.origin, false);
  expect((await stays).status).toBe(200);
  expect(after.requests.map(({ url }) => url)).toEqual(['/api/shop/stays']);
});

test('a long queue is let go without being called too much', async () => {
  const { before, after, call, edit, held } = await setUp({ forwarder: { inFlight: 3 } });
  edit(before.origin, true);
  const calls = Array.from({ length: 20 }, (_, index) => call(`/api/shop/${index}`));
  await expect.poll(held).toBe(20);
  edit(after.origin, false);
  expect(new Set((await Promise.all(calls)).map(({ status }) => status))).toEqual(new Set([200]));
});

test('an edit of the upstream fails nothing: what is under way ends where it began, what comes goes to the new one', async () => {
  const finish = Promise.withResolvers<void>();
  const { before, after, call, edit } = await setUp({}, async (_, response) => {
    response.write('{"slow":');
    await finish.promise;
    response.end('true}');
  });
  const slow = call('/api/shop/slow');
  await expect.poll(() => before.requests.length).toBe(1);
  edit(after.origin, false);
  expect(await (await call('/api/shop/new')).json()).toMatchObject({ url: '/api/shop/new' });
  finish.resolve();
  expect(await (await slow).json()).toEqual({ slow: true });
  expect(after.requests).toHaveLength(1);
});

test('a service that has given its scope up is asked no more: the call waits for the edit and goes there, body and all', async () => {
  const { before, after, call, edit } = await setUp({}, (request, response) => {
    request.resume();
    response.writeHead(421, json).end('{"code":"moved"}');
  });
  const body = JSON.stringify({ text: 'x'.repeat(100_000) });
  const write = call('/api/resource/item', { method: 'POST', headers: json, body });
  const read = call('/api/shop/x');
  await expect.poll(() => before.requests.length).toBeGreaterThanOrEqual(2);
  edit(before.origin, true);
  edit(after.origin, false);
  expect(await (await write).json()).toEqual({ url: '/api/resource/item', body });
  expect((await read).status).toBe(200);
  expect(after.requests).toHaveLength(2);
});

test('when no edit comes, or the body is too large to send again, the caller is told to come back', async () => {
  const { call } = await setUp({ forwarder: { movedMs: 0 } }, (request, response) => {
    request.resume();
    response.writeHead(421).end();
  });
  const large = { method: 'POST', headers: json, body: JSON.stringify('x'.repeat(400_000)) };
  for (const answer of [await call('/api/shop/x'), await call('/api/shop/x', large)]) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(problemSchema.parse(await answer.json()).code).toBe('held');
  }
});

test('a scope of its own and two of the monolith: each call goes to its place, and health knows all three', async () => {
  const [monolith, own] = [await startUpstream({ shop: ['item'], yard: ['bin'] }), await startUpstream({ till: ['bill'] })];
  onTestFinished(async () => void (await Promise.all([monolith.stop(), own.stop()])));
  const backend = { mode: 'indie' as const, monolith: monolith.origin, scopes: { shop: {}, yard: {}, till: { upstream: own.origin } } };
  const gateway = await startTestGateway({ state: stateWith({}, { backend }) });
  const headers = { cookie: await gateway.cookieOf() };
  for (const path of ['/api/resource/item', '/api/yard/x', '/api/resource/bill', '/api/till/x'])
    expect((await fetch(gateway.origin + path, { headers })).status).toBe(200);
  expect(monolith.requests.map(({ url }) => url)).toEqual(['/api/resource/item', '/api/yard/x']);
  expect(own.requests.map(({ url }) => url)).toEqual(['/api/resource/bill', '/api/till/x']);
  const health = await (await fetch(`${gateway.origin}/api/gateway/health`)).json();
  expect(health).toMatchObject({ status: 'ok', upstreams: { shop: { status: 'up' }, yard: { status: 'up' }, till: { status: 'up' } } });
});
