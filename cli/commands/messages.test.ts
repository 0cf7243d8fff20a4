import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '@business-m/manifest/testing';
import type { Message } from '@business-m/metadata';
import { jwtVerify } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { deskHere as desk, desk as spawned } from '../testing/run-desk.ts';

const SECRET = 'a secret of these tests, long enough to sign';

const message: Message = {
  id: 42,
  topic: 'ledger.post',
  key: 'SE-00007',
  state: 'dead',
  attempts: 10,
  created_at: '2026-11-21T10:00:00.000Z',
  next_attempt_at: null,
  settled_at: '2026-11-21T11:00:00.000Z',
  last_error: 'No account has the purpose.',
  user: 'demo@example.com',
  payload: { qty: '1' },
  retried_by: null,
  retried_at: null,
  dismissed_by: null,
  dismissed_at: null,
  dismissed_reason: null,
  dismissable: false,
  retryable: true,
};

/** A service that has one dead letter, and a manifest that says where it is. */
async function setUp() {
  const calls: { call: string; authorization: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    calls.push({ call: `${request.method} ${request.url}`, authorization: request.headers.authorization ?? '', body });
    const list = { items: [message], next: null, counts: { pending: 1, dispatched: 0, refused: 0, dead: 1 } };
    const answers: Record<string, unknown> = {
      '/api/shop/messages/42': message,
      '/api/shop/messages/42/retry': { ...message, state: 'pending' },
      '/api/shop/messages/retry': { retried: 1, refused: [], more: !body.includes('"after":42'), last: 42 },
      '/api/shop/messages/42/dismiss': { ...message, state: 'dismissed' },
    };
    const answer = request.url?.includes('?') ? list : answers[request.url ?? ''];
    const problem = {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'not-found',
      detail: 'There is no message of this number.',
      request_id: 'r',
    };
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? problem));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const folder = await temporaryFolder(onTestFinished);
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(
    join(folder, 'desk.json'),
    JSON.stringify({ backend: { scopes: { shop: { upstream }, yard: { upstream: `$\{YARD_ORIGIN}` } } } }),
  );
  return { calls, upstream, env: { MANIFEST_FILE: join(folder, 'desk.json'), SERVICE_SECRET: SECRET } };
}

test('lists, shows and retries dead letters as an operator signed by the secret', async () => {
  const { calls, env } = await setUp();
  const list = await spawned(['messages', 'list', '--scope', 'shop', '--state', 'dead'], env);
  expect(list.out).toBe(
    '      42  dead        ledger.post       SE-00007        10 tries  No account has the purpose.\n1 pending, 0 dispatched, 0 refused, 1 dead\n',
  );
  const { payload } = await jwtVerify(calls[0]?.authorization.replace('Bearer ', '') ?? '', new TextEncoder().encode(SECRET), {
    audience: 'services',
  });
  expect(payload).toMatchObject({ roles: ['ops'], tenant: 'demo' });
  expect(JSON.parse((await desk(['messages', 'show', '42', '--scope', 'shop', '--json'], env)).out)).toEqual(message);
  expect((await desk(['messages', 'retry', '42', '--scope', 'shop'], env)).out).toContain('pending');
  expect(await desk(['messages', 'retry', '--all', '--scope', 'shop'], env)).toEqual({
    code: 0,
    out: '2 sent again\n',
    err: '1 sent again so far\n',
  });
  expect(calls.splice(-2).map(({ body }) => JSON.parse(body))).toEqual([
    { state: 'dead', after: 0 },
    { state: 'dead', after: 42 },
  ]);
  const reason = 'The entry was cancelled.';
  expect((await desk(['messages', 'dismiss', '42', '--reason', reason, '--scope', 'shop'], env)).out).toContain('dismissed');
  expect(calls.at(-1)?.body).toBe(JSON.stringify({ reason }));
  expect(calls.map(({ call }) => call)).toEqual([
    'GET /api/shop/messages?limit=50&state=dead',
    'GET /api/shop/messages/42',
    'POST /api/shop/messages/42/retry',
    'POST /api/shop/messages/42/dismiss',
  ]);
  expect(await desk(['messages', 'show', '7', '--scope', 'shop'], env)).toEqual({
    code: 1,
    out: '',
    err: 'desk: There is no message of this number.\n',
  });
}, 360_000);

test('reads addresses from the data folder of a running desk', async () => {
  const { env, upstream } = await setUp();
  const folder = await temporaryFolder(onTestFinished);
  await writeFile(join(folder, 'places.json'), JSON.stringify({ MANIFEST_FILE: env.MANIFEST_FILE, SHOP_ORIGIN: 'http://127.0.0.1:9' }));
  await writeFile(join(folder, 'secrets.json'), JSON.stringify({ SERVICE_SECRET: SECRET }));
  await writeFile(env.MANIFEST_FILE, JSON.stringify({ backend: { scopes: { shop: { upstream: `$\{SHOP_ORIGIN}` } } } }));
  const show = (more: NodeJS.ProcessEnv) => desk(['messages', 'show', '42', '--scope', 'shop', '--json'], { DESK_DATA: folder, ...more });
  expect((await show({})).err).toMatch(/^desk: http:\/\/127.0.0.1:9 cannot be reached/);
  expect(JSON.parse((await show({ SHOP_ORIGIN: upstream })).out)).toEqual(message);
}, 180_000);

test('reports a failure as one sentence with an exit code', async () => {
  const { env, upstream } = await setUp();
  const attempts: [string[], NodeJS.ProcessEnv, number, RegExp][] = [
    [['move', 'shop'], env, 2, /required option '--to/],
    [['move', 'shop', '--to', 'nowhere', '--database', 'x'], env, 2, /“nowhere” is not the address of a process/],
    [['move', 'shop', '--to', 'http://127.0.0.1:9'], env, 2, /Say which database shop gets/],
    [['move', 'shop', '--to', 'http://127.0.0.1:9', '--database', 'x', '--from', upstream], env, 1, /answered 404|no message/],
    [['move', 'shop', '--to', 'http://127.0.0.1:9', '--from', 'http://127.0.0.1:9', '--database', 'x'], env, 2, /would be moved from, too/],
    [['move', 'shop', '--to', 'enterprise', '--dry-run'], env, 1, /^desk: There is no domain “shop”; there is [a-z, ]+\.\n$/],
    [['move', 'attic', '--to', 'http://127.0.0.1:9', '--database', 'x'], env, 1, /has no scope “attic”; there is shop, yard/],
    [['messages', 'list', '--scope', 'yard'], env, 1, /YARD_ORIGIN\}, which is not set here/],
    [['messages', 'retry', '--scope', 'shop'], env, 2, /Name one message, or --all/],
    [['messages', 'dismiss', '42', '--scope', 'shop'], env, 2, /required option '--reason/],
    [['messages', 'show', 'x', '--scope', 'shop'], env, 2, /A message has a number/],
    [['messages', 'list', '--scope', 'shop'], { ...env, SERVICE_SECRET: '', DESK_DATA: '/nowhere' }, 1, /SERVICE_SECRET is not set/],
    [['messages', 'list', '--scope', 'shop'], { ...env, MANIFEST_FILE: '/nowhere.json' }, 1, /cannot be read/],
    [['nonsense'], env, 2, /unknown command/],
    [['--help'], env, 0, /^$/],
  ];
  const results = await Promise.all(attempts.map(([args, variables]) => desk(args, variables)));
  for (const [index, [args, , code, sentence]] of attempts.entries()) {
    expect([args, results[index]?.code, results[index]?.err]).toEqual([args, code, expect.stringMatching(sentence)]);
    expect(results[index]?.err).not.toMatch(/\n\s+at /);
  }
}, 360_000);
