import { join } from 'node:path';
import { overridesSchema, resolutionSchema } from '@business-m/contract';
import { gatewayHealthSchema } from '@business-m/contract/operations';
import { problemSchema, sessionSchema } from '@business-m/metadata';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { startTestGateway, stateWith } from '../testing/running-gateway.ts';
import { startUpstream } from '../testing/upstream.ts';
import { writeUsers } from '../testing/users-fixture.ts';

const nothing = z.literal('');
const json = { 'content-type': 'application/json' };

interface Contract {
  /** Status → schema of the body. Each is called for below. */
  answers: Record<number, z.core.$ZodType>;
}

const contracts: Record<string, Contract> = {
  'GET /api/gateway/session': { answers: { 200: sessionSchema } },
  'POST /api/gateway/session': {
    answers: {
      200: sessionSchema,
      400: problemSchema,
      401: problemSchema,
      413: problemSchema,
      415: problemSchema,
      422: problemSchema,
      429: problemSchema,
    },
  },
  'DELETE /api/gateway/session': { answers: { 204: nothing } },
  'GET /api/gateway/remotes': {
    answers: { 200: resolutionSchema, 304: nothing, 400: problemSchema, 401: problemSchema, 503: problemSchema },
  },
  // The head alone: what follows is read by the events' own test.
  'GET /api/gateway/events': { answers: { 200: nothing, 401: problemSchema, 429: problemSchema, 503: problemSchema } },
  // Its refusals of odd bodies are in its own test.
  'POST /api/gateway/telemetry': { answers: { 204: nothing, 401: problemSchema, 422: problemSchema } },
  'GET /api/gateway/overrides': { answers: { 200: overridesSchema, 401: problemSchema } },
  'POST /api/gateway/overrides': { answers: { 401: problemSchema, 403: problemSchema, 422: problemSchema } },
  'DELETE /api/gateway/overrides': { answers: { 200: overridesSchema, 401: problemSchema } },
  'DELETE /api/gateway/overrides/:scope': { answers: { 200: overridesSchema, 401: problemSchema } },
  'GET /api/gateway/health': { answers: { 200: gatewayHealthSchema } },
  'GET /api/gateway/ready': { answers: { 200: z.strictObject({ status: z.literal('ready') }), 503: problemSchema } },
};

test('every endpoint of the gateway has a contract', async () => {
  const { app } = await startTestGateway();
  const registered = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(registered)].sort()).toEqual(Object.keys(contracts).sort());
});

test('every answer of every endpoint is as its contract says', async () => {
  const gateway = await startTestGateway({ limits: { perAccount: 2 } });
  const empty = await startTestGateway({ state: null, events: { total: 0 } });
  const busy = await startTestGateway({ events: { perUser: 0 } });
  const cookie = await gateway.cookieOf();
  const etag = (await fetch(`${gateway.origin}/api/gateway/remotes`, { headers: { cookie } })).headers.get('etag') ?? '';
  const signIn = { method: 'POST', path: '/api/gateway/session' };
  const body = (email: string, password: string) => JSON.stringify({ email, password });

  const telemetry = JSON.stringify({ events: [{ scope: 'shop', release: '1.0.0-0123456789ab', expose: './items', kind: 'ready' }] });

  const calls: { method?: string; path: string; headers?: Record<string, string>; body?: string; at?: string; status: number }[] = [
    { path: '/api/gateway/session', status: 200 },
    { path: '/api/gateway/session', headers: { cookie }, status: 200 },
    { ...signIn, headers: json, body: body('clerk@example.com', 'right'), status: 200 },
    { ...signIn, headers: json, body: '{"email":', status: 400 },
    { ...signIn, headers: json, body: body('clerk@example.com', 'wrong'), status: 401 },
    { ...signIn, headers: json, body: body('nobody@example.com', 'right'), status: 401 },
    { ...signIn, headers: json, body: body('clerk@example.com', 'x'.repeat(10_000)), status: 413 },
    { ...signIn, headers: { 'content-type': 'text/plain' }, body: body('clerk@example.com', 'right'), status: 415 },
    { ...signIn, headers: json, body: '{"email":"clerk@example.com"}', status: 422 },
    { ...signIn, headers: json, body: body('clerk@example.com', 'wrong'), status: 401 },
    { ...signIn, headers: json, body: body('clerk@example.com', 'right'), status: 429 },
    { path: '/api/gateway/remotes', headers: { cookie }, status: 200 },
    { path: '/api/gateway/remotes', headers: { cookie, 'if-none-match': etag }, status: 304 },
    { path: '/api/gateway/remotes?format=odd', headers: { cookie }, status: 400 },
    { path: '/api/gateway/remotes', status: 401 },
    { path: '/api/gateway/remotes', headers: { cookie: await empty.cookieOf() }, at: empty.origin, status: 503 },
    { method: 'POST', path: '/api/gateway/telemetry', headers: { ...json, cookie }, body: telemetry, status: 204 },
    { method: 'HEAD', path: '/api/gateway/events', headers: { cookie }, status: 200 },
    { path: '/api/gateway/events', status: 401 },
    { path: '/api/gateway/events', headers: { cookie: await busy.cookieOf() }, at: busy.origin, status: 429 },
    { path: '/api/gateway/events', headers: { cookie: await empty.cookieOf() }, at: empty.origin, status: 503 },
    ...[cookie, ''].flatMap((who) => {
      const headers: Record<string, string> = { ...json, cookie: who };
      const override = '/api/gateway/overrides';
      return [
        { method: 'POST', path: '/api/gateway/telemetry', headers, body: '{}', status: who ? 422 : 401 },
        { path: override, headers, status: who ? 200 : 401 },
        { method: 'POST', path: override, headers, body: '{"scope":"shop"}', status: who ? 422 : 401 },
        { method: 'POST', path: override, headers, body: '{"scope":"shop","origin":"http://x","minutes":1}', status: who ? 403 : 401 },
        { method: 'DELETE', path: override, headers: { cookie: who }, status: who ? 200 : 401 },
        { method: 'DELETE', path: `${override}/:scope`, headers: { cookie: who }, status: who ? 200 : 401 },
      ];
    }),
    { path: '/api/gateway/health', status: 200 },
    { path: '/api/gateway/health', at: empty.origin, status: 200 },
    { path: '/api/gateway/ready', status: 200 },
    { path: '/api/gateway/ready', at: empty.origin, status: 503 },
    { method: 'DELETE', path: '/api/gateway/session', headers: { cookie }, status: 204 },
  ];

  const seen = new Set<string>();
  for (const { at = gateway.origin, path, status, method = 'GET', headers, body } of calls) {
    const answer = await fetch(at + path, { method, ...(headers && { headers }), ...(body && { body }) });
    const text = await answer.text();
    const endpoint = `${method === 'HEAD' ? 'GET' : method} ${path.split('?')[0]}`;
    const schema = contracts[endpoint]?.answers[status];
    expect([method, path, answer.status]).toEqual([method, path, status]);
    expect(schema, `${method} ${path} ${status} has a contract`).toBeDefined();
    const given = text === '' ? '' : JSON.parse(text);
    // Nothing that the schema does not name: parsing leaves such members out.
    if (schema) expect(z.safeParse(schema, given)).toEqual({ success: true, data: given });
    if (status >= 400) expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
    seen.add(`${endpoint} ${status}`);
  }
  const promised = Object.entries(contracts).flatMap(([endpoint, { answers }]) =>
    Object.keys(answers).map((status) => `${endpoint} ${status}`),
  );
  expect([...seen].sort()).toEqual(promised.sort());
});

test.each([
  ['GET', '/api', 'no-route', 404],
  ['GET', '/api/gateway', 'no-route', 404],
  ['PUT', '/api/gateway/session', 'no-route', 404],
  ['GET', '/api/gateway/session/more', 'no-route', 404],
  ['GET', '/api/nowhere/x', 'unknown-scope', 404],
  ['GET', '/api/resource/nothing', 'unknown-doctype', 404],
  ['GET', '/api/resource/Not_A_Name', 'unknown-doctype', 404],
  ['GET', '/api/meta', 'unknown-doctype', 404],
  ['OPTIONS', '/api/gateway/health', 'method-not-allowed', 405],
  ['GET', '/assets/gone.js', 'not-found', 404],
  ['POST', '/anything', 'no-route', 404],
])('%s %s is %s', async (method, path, code, status) => {
  const gateway = await startTestGateway();
  const answer = await fetch(gateway.origin + path, { method, headers: { cookie: await gateway.cookieOf() } });
  expect(answer.status).toBe(status);
  expect(problemSchema.parse(await answer.json())).toMatchObject({ code, status, request_id: answer.headers.get('x-request-id') });
});

test('what services keep for themselves is not to be had through the gateway, whoever asks and however it is spelled', async () => {
  const upstream = await startUpstream({ shop: ['item'], internal: [] });
  const gateway = await startTestGateway({ state: stateWith({ shop: upstream.origin }) });
  const headers = { cookie: await gateway.cookieOf() };
  for (const path of [
    '/internal/domains/shop',
    '/api/internal/domains/shop',
    '/api/shop/..%2f..%2finternal/domains/shop',
    '/api/shop/%2e%2e/%2e%2e/internal/domains/shop',
    '/api/resource/internal',
  ]) {
    const { status } = await fetch(gateway.origin + path, { method: 'POST', headers });
    expect([path, status < 500 && status >= 400]).toEqual([path, true]);
  }
  expect(upstream.requests).toEqual([]);
  await upstream.stop();
});

test('health says what is wrong, without addresses, and stays 200', async () => {
  const upstream = await startUpstream({ shop: ['item'] });
  const fault = { path: 'remotes.shop.enabled', message: 'expected boolean', retrying: false };
  const { origin } = await startTestGateway({ state: stateWith({ shop: upstream.origin, yard: 'http://127.0.0.1:9' }), fault });
  const health = await (await fetch(`${origin}/api/gateway/health`)).json();
  expect(health).toMatchObject({
    status: 'degraded',
    manifest: { revision: 1, error: fault },
    upstreams: { shop: { status: 'up', docTypes: 1 }, yard: { status: 'down', docTypes: 0 } },
  });
  expect(JSON.stringify(health)).not.toContain('127.0.0.1');
  await upstream.stop();
});

test('health says since when the store of manifests is away, and that a tenant’s own service is down', async () => {
  const upstream = await startUpstream({ shop: ['item'] });
  const scopes = { shop: { upstream: upstream.origin, tenants: { acme: { upstream: 'http://127.0.0.1:9' } } } };
  const state = stateWith({}, { backend: { mode: 'enterprise', scopes } });
  const healthOf = async (options: Parameters<typeof startTestGateway>[0]) => {
    const { origin } = await startTestGateway(options);
    return gatewayHealthSchema.parse(await (await fetch(`${origin}/api/gateway/health`)).json());
  };
  expect(await healthOf({ state: stateWith({ shop: upstream.origin }) })).toMatchObject({ status: 'ok', store: { awaySince: null } });
  expect(await healthOf({ state: stateWith({ shop: upstream.origin }), awaySince: new Date('2026-03-01T08:00:00Z') })).toMatchObject({
    status: 'degraded',
    store: { awaySince: '2026-03-01T08:00:00.000Z' },
  });
  expect(await healthOf({ state })).toMatchObject({ status: 'degraded', upstreams: { shop: { status: 'up', docTypes: 1 } } });
  await upstream.stop();
});

test('which customers have services of their own is told to ops, and to each customer’s people about themselves', async () => {
  const tenants = { acme: { upstream: 'http://127.0.0.1:9' }, demo: { upstream: 'http://127.0.0.1:9' } };
  const state = stateWith({}, { backend: { mode: 'enterprise', scopes: { shop: { upstream: 'http://127.0.0.1:9', tenants } } } });
  const { origin, folder, cookieOf } = await startTestGateway({ state });
  const cookie = await cookieOf();
  const shownTo = async (headers: Record<string, string>) => {
    const health = gatewayHealthSchema.parse(await (await fetch(`${origin}/api/gateway/health`, { headers })).json());
    return Object.keys(health.upstreams.shop?.tenants ?? {});
  };
  expect(await shownTo({})).toEqual([]);
  expect(await shownTo({ cookie })).toEqual(['demo']);
  await writeUsers(join(folder, 'users.json'), { roles: ['ops'] });
  await vi.waitFor(async () => expect(await shownTo({ cookie })).toEqual(['acme', 'demo']), { timeout: 10_000 });
});

test('the tag of the remotes differs where callers get different remotes, and changes with the manifest', async () => {
  const state = stateWith({ shop: 'http://127.0.0.1:9' });
  const [release] = Object.values(state.releases.shop ?? {});
  if (!release) throw new Error('no release');
  const closed = { ...state, releases: { shop: { [release.id]: { ...release, remote: { ...release.remote, permissions: ['clerk'] } } } } };
  const gateway = await startTestGateway({ state: closed });
  const [clerk, guest] = [await gateway.cookieOf('clerk@example.com'), await gateway.cookieOf('guest@example.com')];
  const tag = async (cookie: string) => (await fetch(`${gateway.origin}/api/gateway/remotes`, { headers: { cookie } })).headers.get('etag');
  const before = await tag(clerk);
  expect(before).toMatch(/^"[\w-]{22}\.1"$/);
  expect(await tag(guest)).not.toBe(before);
  gateway.manifest.set({ ...closed, revision: 2 });
  expect(await tag(clerk)).not.toBe(before);
});
