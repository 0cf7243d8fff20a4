import { join } from 'node:path';
import { desiredState, hydratedRelease, hydratedState } from '@business-m/manifest/testing';
import { problemSchema } from '@business-m/metadata';
import { expect, test } from 'vitest';
import { startTestGateway } from '../testing/running-gateway.ts';
import { writeShellDist } from '../testing/shell-fixture.ts';

const wish = { title: 'X', team: 'UI', enabled: true, releases: { stable: 'latest' as const } };

async function setUp() {
  const [stable, canary] = [hydratedRelease({ version: '1.0.0' }), hydratedRelease({ version: '1.1.0' })];
  const overrides = { roles: ['clerk'], origins: ['http://localhost:*'], maxMinutes: 60 };
  const canaries = { stable: stable.id, canary: { release: canary.id, shareBps: 0 } };
  const remotes = { shop: { ...wish, releases: canaries }, closed: wish };
  const state = hydratedState(desiredState({ remotes, policy: { overrides } }), {
    shop: [stable, canary],
    closed: hydratedRelease({ scope: 'closed', permissions: ['chief'] }),
  });
  const gateway = await startTestGateway({ state });
  let cookie = await gateway.cookieOf();
  const post = (body: object | string, headers: Record<string, string> = {}) =>
    fetch(`${gateway.origin}/api/gateway/telemetry`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const event = (changes: object = {}) => ({ scope: 'shop', release: stable.id, expose: './items', kind: 'ready', ms: 300, ...changes });
  const addCookie = (more: string) => {
    cookie += `; ${more}`;
  };
  const closed = Object.keys(state.releases.closed ?? {})[0];
  return { gateway, post, event, stable: stable.id, canary: canary.id, closed, addCookie, cookie: () => cookie };
}

test('what a user’s desk reports of what it has is counted, once for the user', async () => {
  const { gateway, post, event, stable } = await setUp();
  const answer = await post({ events: [event(), event({ kind: 'crashed', code: 'broken' })] });
  expect([answer.status, await answer.text()]).toEqual([204, '']);
  await post({ events: [event({ kind: 'load-failed', code: 'unreachable' })] });
  expect(gateway.counts.read('shop')).toEqual([
    {
      release: stable,
      users: 1,
      failed: 1,
      slow: 0,
      failures: [
        { kind: 'crashed', code: 'broken', users: 1 },
        { kind: 'load-failed', code: 'unreachable', users: 1 },
      ],
    },
  ]);
});

test('what nobody caught counts as failing, by the place where it was thrown, with what it said', async () => {
  const { gateway, post, event, stable } = await setUp();
  const thrown = (message: string, stack = 'save items.js:1:20\nonPress ui.js:3:4') => ({ message, stack });
  const uncaught = (what: object) => event({ expose: undefined, kind: 'uncaught', thrown: what });
  const events = [
    uncaught(thrown('Order 17 is gone')),
    uncaught(thrown('Order 18 is gone')),
    uncaught(thrown('Row 3', '')),
    uncaught(thrown('Row 4', '')),
  ];
  expect((await post({ events })).status).toBe(204);
  const [health] = gateway.counts.read('shop');
  expect(health).toMatchObject({ release: stable, users: 1, failed: 1 });
  expect(health?.failures.map(({ kind, users, thrown: said }) => [kind, users, said?.message]).sort()).toEqual([
    ['uncaught', 1, 'Order 17 is gone'],
    ['uncaught', 1, 'Row 3'],
  ]);
});

test('what this user has not got is not counted: another release, a remote of others, one that does not exist', async () => {
  const { gateway, post, event, canary, closed } = await setUp();
  const elsewhere = [event({ release: canary, kind: 'crashed' }), event({ scope: 'closed', release: closed }), event({ scope: 'made-up' })];
  expect((await post({ events: elsewhere })).status).toBe(204);
  for (const scope of ['shop', 'closed', 'made-up']) expect(gateway.counts.read(scope)).toEqual([]);
});

test('a remote from a developer’s machine says nothing about the release', async () => {
  const { gateway, post, event, addCookie, cookie } = await setUp();
  await writeShellDist(join(gateway.folder, 'shell-dev'));
  const made = await fetch(`${gateway.origin}/api/gateway/overrides`, {
    method: 'POST',
    headers: { cookie: cookie(), 'content-type': 'application/json' },
    body: JSON.stringify({ scope: 'shop', origin: 'http://localhost:5175', minutes: 5 }),
  });
  addCookie(made.headers.get('set-cookie')?.split(';')[0] ?? '');
  await post({ events: [event({ kind: 'crashed' })] });
  expect(gateway.counts.read('shop')).toEqual([]);
});

test('a desk that reports too often is told to wait; others are not', async () => {
  const { gateway, post, event } = await setUp();
  const statuses = [];
  for (let batch = 0; batch < 61; batch += 1) statuses.push((await post({ events: [event()] })).status);
  expect(statuses.filter((status) => status === 204)).toHaveLength(60);
  const refused = await post({ events: [event()] });
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect((await post({ events: [event()] }, { cookie: await gateway.cookieOf('guest@example.com') })).status).toBe(204);
});

test.each<[string, number, string, (event: object) => object | string, Record<string, string>]>([
  ['no events', 422, 'invalid', () => ({ events: [] }), {}],
  ['too many events', 422, 'invalid', (event) => ({ events: Array(51).fill(event) }), {}],
  ['another kind', 422, 'invalid', (event) => ({ events: [{ ...event, kind: 'happy' }] }), {}],
  [
    'a stack as long as one likes',
    422,
    'invalid',
    (event) => ({ events: [{ ...event, thrown: { message: '', stack: 'x'.repeat(1_501) } }] }),
    {},
  ],
  ['a field more', 422, 'invalid', (event) => ({ events: [{ ...event, user: 'ann' }] }), {}],
  ['no JSON', 400, 'malformed-json', () => '{', {}],
  ['text', 415, 'not-json', () => 'hello', { 'content-type': 'text/plain' }],
  ['too much', 413, 'body-too-large', () => ' '.repeat(70_000), {}],
  ['another site', 403, 'cross-origin', (event) => ({ events: [event] }), { origin: 'https://evil.example' }],
  ['nobody', 401, 'signed-out', (event) => ({ events: [event] }), { cookie: '' }],
])('%s: %i %s', async (_, status, code, body, headers) => {
  const { gateway, post, event } = await setUp();
  const answer = await post(body(event()), headers);
  expect([answer.status, problemSchema.parse(await answer.json()).code]).toEqual([status, code]);
  expect(gateway.counts.read('shop')).toEqual([]);
});
