import { expect, test } from 'vitest';
import { rawRequest, statusesOf } from '../testing/raw-request.ts';
import { SESSION_SECRET } from '../testing/running-gateway.ts';
import { startAdminGateway } from './testing/admin-gateway.ts';
import { type AdminUser, type TokenChanges, tokenOf } from './testing/admin-users.ts';
import { wanted } from './testing/call-admin.ts';
import { shopDocuments } from './testing/shop-documents.ts';

const disable = wanted({ kind: 'disable', scope: 'shop' });
const start = (policy = {}) => startAdminGateway({ documents: (releases) => shopDocuments(releases, policy) });

test.each<[string, AdminUser, TokenChanges, number, string?]>([
  ['the command’s', 'ann', {}, 200],
  ['one of another secret', 'ann', { secret: SESSION_SECRET }, 401, 'bad-token'],
  ['one for services', 'ann', { audience: 'services' }, 401, 'bad-token'],
  ['an expired one', 'ann', { lifetimeS: -60 }, 401, 'bad-token'],
  ['one that lives for an hour', 'ann', { lifetimeS: 3_600 }, 401, 'bad-token'],
  ['one without roles', 'ann', { claims: { roles: undefined } }, 401, 'bad-token'],
  ['one with roles that are none', 'ann', { claims: { roles: 'ops' } }, 401, 'bad-token'],
  ['a clerk’s', 'clerk', {}, 403, 'forbidden'],
  ['a publisher’s', 'pia', {}, 200],
])('a call with a token: %s', async (_, user, changes, status, code) => {
  const { call } = await start();
  const answer = await call('GET', '/environments', { as: null, headers: { authorization: `Bearer ${await tokenOf(user, changes)}` } });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  if (status === 401) expect(answer.headers.get('www-authenticate')).toContain('Bearer');
});

test('refuses a call without session or with a malformed token', async () => {
  const { call } = await start();
  const nobody = await call('GET', '/environments', { as: null });
  expect([nobody.status, nobody.body.code]).toEqual([401, 'signed-out']);
  const basic = await call('GET', '/environments', { as: null, headers: { authorization: 'Basic YTpi' } });
  expect([basic.status, basic.body.code]).toEqual([401, 'bad-token']);
});

test('refuses an unsigned token and one signed with a public key', async () => {
  const { call } = await start();
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = part({ sub: 'ann', roles: ['ops'], aud: 'admin', exp: Math.floor(Date.now() / 1_000) + 60 });
  for (const header of [part({ alg: 'none' }), part({ alg: 'RS256' })]) {
    const answer = await call('GET', '/environments', { as: null, headers: { authorization: `Bearer ${header}.${claims}.` } });
    expect([answer.status, answer.body.code]).toEqual([401, 'bad-token']);
  }
});

test('who may look but not write is refused by every way of writing, and the log says so', async () => {
  const { call, audits } = await start();
  const calls = [
    ['PUT', '/environments/prod', { text: '{}', reason: 'x' }],
    ['POST', '/environments/prod/changes', disable],
    ['POST', '/environments/prod/proposals/abc/approve', {}],
    ['POST', '/environments/prod/proposals/abc/reject', {}],
    ['POST', '/environments/prod/proposals/abc/withdraw', {}],
  ] as const;
  for (const [method, path, body] of calls) {
    for (const as of ['pia', 'clerk'] as const) {
      const answer = await call(method, path, { as, seen: 1, body });
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'forbidden']);
    }
    expect((await call(method, path, { as: null, seen: 1, body })).status).toBe(401);
  }
  expect(audits().map(({ by, outcome, code }) => [by, outcome, code])).toEqual(
    calls.flatMap(() => [
      ['pia', 'refused', 'forbidden'],
      ['clerk', 'refused', 'forbidden'],
      [null, 'refused', 'signed-out'],
    ]),
  );
});

test('a session does what its user’s roles allow; a write with it must come from the desk’s own pages', async () => {
  const { call, cookieOf, port } = await start();
  const [ann, clerk] = [await cookieOf('ann'), await cookieOf('clerk')];
  expect((await call('GET', '/environments', { as: null, headers: { cookie: clerk } })).status).toBe(403);
  const written = await call('POST', '/environments/prod/changes', { as: null, seen: 1, headers: { cookie: ann }, body: disable });
  expect(written.body).toMatchObject({ outcome: 'accepted', revision: { author: { id: 'ann', name: 'Ann' } } });

  const body = JSON.stringify(wanted({ kind: 'enable', scope: 'shop' }));
  const head = [
    'POST /api/gateway/admin/environments/prod/changes HTTP/1.1',
    'Host: desk.example',
    `Cookie: ${ann}`,
    'Content-Type: application/json',
    'If-Match: "2"',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  const send = (origin: string) => rawRequest(port, `${[...head, `Origin: ${origin}`].join('\r\n')}\r\n\r\n${body}`);
  const foreign = await send('https://evil.example');
  expect(statusesOf(foreign)).toEqual([403]);
  expect(foreign).toContain('"cross-origin"');
  expect(statusesOf(await send('https://desk.example'))).toEqual([200]);
});

test('refuses an approval by another name of the same sign-in', async () => {
  const { call, cookieOf } = await start({ approval: true });
  const cookie = await cookieOf('ann');
  const enable = wanted({ kind: 'remove', scope: 'shop' });
  const proposed = await call('POST', '/environments/prod/changes', { as: null, seen: 1, headers: { cookie }, body: enable });
  const approve = `/environments/prod/proposals/${proposed.body.proposal.id}/approve`;
  // Signed in as Ann, with a token that says Ben.
  const both = await call('POST', approve, { as: 'ben', headers: { cookie }, body: {} });
  expect([both.status, both.body.code]).toEqual([401, 'bad-token']);
  // Two tokens that one sign-in made.
  const bySession = async (user: AdminUser) => ({ authorization: `Bearer ${await tokenOf(user, { session: 's1' })}` });
  const again = await call('POST', '/environments/prod/changes', { as: null, seen: 1, headers: await bySession('ann'), body: enable });
  const own = await call('POST', `/environments/prod/proposals/${again.body.proposal.id}/approve`, {
    as: null,
    headers: await bySession('ben'),
    body: {},
  });
  expect([own.status, own.body.code]).toEqual([403, 'own-proposal']);
  expect((await call('POST', approve, { as: 'ben', body: {} })).body.outcome).toBe('accepted');
});
