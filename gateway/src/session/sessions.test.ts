import { join } from 'node:path';
import { temporaryFolder } from '@business-m/manifest/testing';
import { SignJWT } from 'jose';
import { expect, onTestFinished, test, vi } from 'vitest';
import { SESSION_SECRET, startTestGateway } from '../testing/running-gateway.ts';
import { writeUsers } from '../testing/users-fixture.ts';
import { openUserDirectory } from '../users/user-directory.ts';
import { createSessions, SESSION_S } from './sessions.ts';

async function setUp() {
  const file = join(await temporaryFolder(onTestFinished), 'users.json');
  await writeUsers(file);
  const users = await openUserDirectory(file, { warn: vi.fn() });
  onTestFinished(() => users.close());
  let now = new Date('2026-03-01T08:00:00Z');
  const sessions = createSessions({ secret: SESSION_SECRET, users, now: () => now });
  const clerk = await users.authenticate('Clerk@Example.com', 'right');
  if (!clerk) throw new Error('the clerk was not let in');
  const pass = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000);
  };
  return { file, users, sessions, clerk, pass };
}

test('a session lasts twelve hours, whether used or not', async () => {
  const { sessions, clerk, pass } = await setUp();
  const token = await sessions.start(clerk);
  pass(SESSION_S - 1);
  expect((await sessions.read(token))?.user).toEqual(clerk);
  pass(2);
  expect(await sessions.read(token)).toBeNull();
});

test('signing out ends that session and no other', async () => {
  const { sessions, clerk } = await setUp();
  const [here, there] = [await sessions.start(clerk), await sessions.start(clerk)];
  const session = await sessions.read(here);
  if (session) sessions.end(session);
  expect(await sessions.read(here)).toBeNull();
  expect(await sessions.read(there)).not.toBeNull();
});

test.each([
  ['signed with another key', { secret: 'another-secret-of-the-tests-0123456789', audience: 'desk', alg: 'HS256' }],
  ['made for services', { secret: SESSION_SECRET, audience: 'services', alg: 'HS256' }],
  ['of another algorithm', { secret: SESSION_SECRET, audience: 'desk', alg: 'HS512' }],
])('a token %s is none', async (_, { secret, audience, alg }) => {
  const { sessions, users, clerk } = await setUp();
  const token = await new SignJWT({ pw: users.passwordMark(clerk.id) })
    .setProtectedHeader({ alg })
    .setAudience(audience)
    .setSubject(clerk.id)
    .setJti('jti')
    .setIssuedAt(new Date('2026-03-01T08:00:00Z'))
    .setExpirationTime(new Date('2026-03-01T09:00:00Z'))
    .sign(new TextEncoder().encode(secret.padEnd(64, '0').slice(0, alg === 'HS512' ? 64 : secret.length)));
  expect(await sessions.read(token)).toBeNull();
});

test('a user who is gone, or has another password, is signed out', async () => {
  const { file, users, sessions, clerk } = await setUp();
  const token = await sessions.start(clerk);
  await writeUsers(file, { password: 'other' });
  await vi.waitUntil(async () => (await sessions.read(token)) === null, { timeout: 10_000 });
  const again = await sessions.start(clerk);
  expect(await sessions.read(again)).not.toBeNull();
  await writeUsers(file, { without: clerk.id });
  await vi.waitUntil(() => users.byId(clerk.id) === undefined, { timeout: 10_000 });
  expect(await sessions.read(again)).toBeNull();
});

test('the cookie cannot be read by scripts nor sent by other sites, and is secure behind TLS', async () => {
  const plain = await startTestGateway();
  const cookie = (await plain.signIn()).headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^desk_session=[\w.-]+; /);
  for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/', `Max-Age=${SESSION_S}`]) expect(cookie.split('; ')).toContain(attribute);
  expect(cookie).not.toContain('Secure');
  const behindProxy = await startTestGateway({ trusted: ['127.0.0.1'] });
  const secure = await behindProxy.signIn(undefined, undefined, { 'x-forwarded-proto': 'https' });
  expect(secure.headers.get('set-cookie')).toContain('Secure');
});

test('signing out in one place ends the session at the server, and drops the cookie', async () => {
  const { origin, cookieOf } = await startTestGateway();
  const cookie = await cookieOf();
  const answer = await fetch(`${origin}/api/gateway/session`, { method: 'DELETE', headers: { cookie } });
  expect(answer.headers.get('set-cookie')).toMatch(/^desk_session=; Max-Age=0/);
  expect(await (await fetch(`${origin}/api/gateway/session`, { headers: { cookie } })).json()).toEqual({ user: null });
});

test('a wrong password and an unknown user get the same answer', async () => {
  const { signIn } = await startTestGateway();
  const known = (await (await signIn('clerk@example.com', 'wrong')).json()) as Record<string, unknown>;
  const unknown = (await (await signIn('nobody@example.com', 'wrong')).json()) as Record<string, unknown>;
  expect({ ...unknown, request_id: '' }).toEqual({ ...known, request_id: '' });
});

test('whoever fails at an account does not lock its owner out elsewhere', async () => {
  const { signIn } = await startTestGateway({ trusted: ['127.0.0.1'] });
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const failed = await Promise.all(Array.from({ length: 12 }, () => signIn('clerk@example.com', 'wrong', from('10.0.0.1'))));
  expect(failed.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), 429, 429]);
  expect((await signIn('clerk@example.com', 'right', from('10.0.0.1'))).status).toBe(429);
  expect((await signIn('clerk@example.com', 'right', from('10.0.0.2'))).status).toBe(200);
});

test('attempts are limited for an account and for an address; right ones are not counted', async () => {
  const { signIn } = await startTestGateway({ limits: { perAccount: 3, perAddress: 5 }, trusted: ['127.0.0.1'] });
  const from = (address: string) => ({ 'x-forwarded-for': address });
  for (let attempt = 0; attempt < 10; attempt += 1) expect((await signIn('clerk@example.com', 'right', from('10.0.0.1'))).status).toBe(200);
  for (let attempt = 0; attempt < 3; attempt += 1)
    expect((await signIn('CLERK@example.com', 'wrong', from(`10.0.1.${attempt}`))).status).toBe(401);
  const refused = await signIn('clerk@example.com', 'right', from('10.0.2.1'));
  expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.toSatisfy((s: number) => s > 0 && s <= 900)]);
  for (let attempt = 0; attempt < 5; attempt += 1) await signIn(`nobody-${attempt}@example.com`, 'wrong', from('10.0.3.1'));
  expect((await signIn('guest@example.com', 'right', from('10.0.3.1'))).status).toBe(429);
  expect((await signIn('guest@example.com', 'right', from('10.0.3.2'))).status).toBe(200);
});

test('nothing secret is in the log', async () => {
  const { lines, signIn, origin, cookieOf } = await startTestGateway();
  await signIn('clerk@example.com', 'my-wrong-password');
  const cookie = await cookieOf();
  await fetch(`${origin}/api/gateway/session?token=hidden-token`, { headers: { cookie, authorization: 'Bearer hidden-bearer' } });
  await vi.waitUntil(() => lines.filter(({ msg }) => msg === 'request').length === 3);
  expect(lines.at(-1)).toMatchObject({ method: 'GET', path: '/api/gateway/session', status: 200, user: 'u-clerk', whole: true });
  expect(JSON.stringify(lines)).not.toMatch(new RegExp(`my-wrong-password|hidden|right|${cookie.slice(13)}`));
});
