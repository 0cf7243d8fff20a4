import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { startAdminGateway } from '../admin/testing/admin-gateway.ts';
import { shopDocuments } from '../admin/testing/shop-documents.ts';
import { SERVICE_SECRET } from '../testing/running-gateway.ts';
import { internalEndpoint } from './internal.ts';

const sign = (audience: string, secret = SERVICE_SECRET) =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('desk-command')
    .setAudience(audience)
    .setExpirationTime('60s')
    .sign(new TextEncoder().encode(secret));

async function setUp() {
  const gateway = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  const usersFile = join(gateway.folder, 'users.json');
  internalEndpoint(gateway.app, { editor: gateway.editor, usersFile, serviceSecret: SERVICE_SECRET, manifest: gateway.manifest });
  async function call(method: 'GET' | 'POST', body?: object, headers: Record<string, string> = {}) {
    const token = await sign('internal');
    const answer = await fetch(`${gateway.origin}/internal/desk`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  }
  const restore = (parts: object, dryRun = false) => call('POST', { ...parts, reason: 'Restored from a backup', dryRun });
  const users = async () => JSON.parse(await readFile(usersFile, 'utf8'));
  return { ...gateway, usersFile, call, restore, users };
}

const textOf = (documents: { name: string; text: string }[], name: string) => documents.find((each) => each.name === name)?.text ?? '';

test('is for the desk command alone', async () => {
  const { call, cookieOf } = await setUp();
  for (const authorization of [
    '',
    `Bearer ${await sign('services')}`,
    `Bearer ${await sign('admin')}`,
    `Bearer ${await sign('internal', 'another secret of the same length')}`,
  ])
    for (const method of ['GET', 'POST'] as const)
      expect((await call(method, undefined, { authorization, cookie: await cookieOf('ann') })).status).toBe(401);
});

test('answers where the domains are, the documents as they were typed, and the users with their hashes', async () => {
  const { call, users } = await setUp();
  const { status, body } = await call('GET');
  expect([status, body.upstreams, body.users]).toEqual([200, { shop: 'http://services.test' }, await users()]);
  expect(body.documents.map(({ name }: { name: string }) => name).sort()).toEqual(['base', 'prod', 'staging']);
  expect(JSON.parse(textOf(body.documents, 'prod'))).toMatchObject({ extends: 'base', environment: 'prod' });
});

test('puts documents and users back, and keeps where this desk finds its services and its CDN', async () => {
  const { call, restore, documents, editor, users, usersFile } = await setUp();
  const { upstreams: _, ...before } = (await call('GET')).body;
  expect((await restore(before)).body).toMatchObject({ users: 'unchanged', documents: [{ outcome: 'unchanged' }, {}, {}] });

  const base = JSON.parse(textOf(before.documents, 'base'));
  const moved = {
    ...base,
    backend: { ...base.backend, monolith: 'http://elsewhere.test' },
    cdn: 'http://cdn.elsewhere.test',
    followLatest: true,
  };
  const given = { documents: [{ name: 'base', text: JSON.stringify(moved, null, 2) }], users: before.users.slice(1) };
  expect((await restore(given, true)).body).toEqual({
    users: 'replaced',
    documents: [{ name: 'base', outcome: 'written', kept: ['backend', 'cdn'] }],
  });
  expect([(await documents.head('base'))?.number, await users()]).toEqual([1, before.users]);

  expect((await restore(given)).body).toMatchObject({ users: 'replaced', documents: [{ outcome: 'written', kept: ['backend', 'cdn'] }] });
  const head = await editor.documents.head('base');
  expect(head).toMatchObject({ number: 2, author: { name: 'desk restore' }, reason: 'Restored from a backup' });
  expect(JSON.parse(head?.text ?? '')).toEqual({ ...base, followLatest: true });
  expect(await users()).toEqual(before.users.slice(1));
  expect((await stat(usersFile)).mode & 0o777).toBe(0o600);
});

test('refuses all of it for one part that cannot be taken, and says which', async () => {
  const { call, restore, documents, users, usersFile } = await setUp();
  const { body: before } = await call('GET');
  const prod = JSON.parse(textOf(before.documents, 'prod'));
  const withRelease = (stable: string) => [
    { name: 'prod', text: JSON.stringify({ ...prod, remotes: { shop: { ...prod.remotes.shop, releases: { stable } } } }) },
  ];
  const missing = await restore({ documents: withRelease('9.9.9-0123456789ab'), users: [] });
  expect(missing).toMatchObject({ status: 422, body: { code: 'unacceptable', detail: expect.stringContaining('9.9.9-0123456789ab') } });
  const [first] = before.users;
  for (const wrong of [[{ ...first, password: 'in the clear' }], [first, first], [{ ...first, admin: true }]])
    expect((await restore({ users: wrong })).status, JSON.stringify(wrong)).toBe(422);
  expect((await restore({ documents: [{ name: '../prod', text: '{}' }] })).status).toBe(422);
  expect([(await documents.head('prod'))?.number, await users()]).toEqual([1, before.users]);
  // A desk whose users are broken gets them back.
  await writeFile(usersFile, '{');
  expect((await restore({ users: before.users })).body).toMatchObject({ users: 'replaced' });
  expect(await users()).toEqual(before.users);
});
