import { join } from 'node:path';
import { overridesSchema } from '@business-m/contract';
import { problemSchema } from '@business-m/metadata';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { SESSION_SECRET, startTestGateway, stateWith } from '../testing/running-gateway.ts';
import { writeShellDist } from '../testing/shell-fixture.ts';

const ORIGIN = 'http://localhost:5175';
const allowed = { roles: ['clerk'], origins: ['http://localhost:*'], maxMinutes: 120 };
const HOUR_MS = 3_600_000;

async function setUp({ policy = allowed as typeof allowed | null, withShell = true } = {}) {
  let now = Date.now();
  const upstreams = { shop: 'http://127.0.0.1:9', yard: 'http://127.0.0.1:9' };
  const state = (overrides: typeof allowed | null) => stateWith(upstreams, overrides ? { policy: { overrides } } : {});
  const gateway = await startTestGateway({ state: state(policy), now: () => now });
  if (withShell) await writeShellDist(join(gateway.folder, 'shell-dev'), { 'assets/refresh-9.js': 'export const development = 1;' });
  const jar = new Map<string, string>();
  const signIn = async (email?: string) => jar.set('desk_session', (await gateway.cookieOf(email)).split('=')[1] ?? '');
  await signIn();
  const call = async (method: string, path: string, body?: object) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(gateway.origin + path, {
      method,
      headers: { cookie, accept: 'text/html,application/json', ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  const post = (changes: object = {}) => call('POST', '/api/gateway/overrides', { scope: 'shop', origin: ORIGIN, minutes: 60, ...changes });
  const list = async () => overridesSchema.parse(await (await call('GET', '/api/gateway/overrides')).json()).overrides;
  const page = async (path = '/shop/items') => {
    const answer = await call('GET', path);
    const text = await answer.text();
    const boot = JSON.parse(/<script type="application\/json" id="desk-boot"[^>]*>(.*?)<\/script>/.exec(text)?.[1] ?? '');
    return { text, boot, policy: answer.headers.get('content-security-policy') ?? '' };
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { gateway, state, jar, signIn, call, post, list, page, pass, timeMs: () => now };
}

test('with an override the browser gets the shell for development, its files, and a policy with exactly that server', async () => {
  const { gateway, call, post, page } = await setUp();
  const before = await page();
  expect((await call('GET', '/assets/refresh-9.js')).status).toBe(404);
  const made = await post();
  expect(made.headers.get('set-cookie')).toMatch(/^desk-overrides=[\w.-]+; Max-Age=3[56]\d\d; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(overridesSchema.parse(await made.json()).overrides).toMatchObject([{ scope: 'shop', origin: ORIGIN }]);

  const { text, boot, policy } = await page();
  expect(boot).toMatchObject({ covered: [], assets: {}, overrides: [{ scope: 'shop', origin: ORIGIN }] });
  expect(boot.shell).not.toBe(before.boot.shell);
  expect(text).toContain('/assets/refresh-9.js');
  // Its release is not what this page will load.
  expect(text).not.toContain('http://cdn.test/shop');
  const directives = Object.fromEntries(policy.split('; ').map((directive) => directive.split(/ (.*)/).slice(0, 2)));
  for (const name of ['script-src', 'style-src', 'img-src', 'font-src', 'connect-src'])
    expect(directives[name]?.split(' ').filter((source: string) => source.includes('//'))).toEqual([
      'http://cdn.test',
      ORIGIN,
      ...(name === 'connect-src' ? ['ws://localhost:5175'] : []),
    ]);
  expect(directives['worker-src']).toBe(`blob: ${ORIGIN}`);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(before.policy).not.toMatch(/localhost|blob:/);
  expect(await (await call('GET', '/assets/refresh-9.js')).text()).toBe('export const development = 1;');

  // Other screens are as they were, and other browsers too.
  const yard = Object.keys(gateway.manifest.current()?.releases.yard ?? {})[0];
  expect((await page('/yard/items')).text).toContain(`http://cdn.test/yard/${yard}/remoteEntry.js`);
  const other = await fetch(`${gateway.origin}/shop/items`, { headers: { cookie: await gateway.cookieOf(), accept: 'text/html' } });
  expect(await other.text()).toContain('http://cdn.test/shop');
});

test('ended one by one or all, the page is again what it was', async () => {
  const { post, call, list, page, jar } = await setUp();
  const before = await page();
  await post();
  await post({ scope: 'yard', origin: 'http://localhost:5176' });
  await post({ scope: 'shop', origin: 'http://localhost:5177' });
  expect((await list()).map(({ scope, origin }) => [scope, origin])).toEqual([
    ['yard', 'http://localhost:5176'],
    ['shop', 'http://localhost:5177'],
  ]);
  const one = await call('DELETE', '/api/gateway/overrides/shop');
  expect(overridesSchema.parse(await one.json()).overrides).toMatchObject([{ scope: 'yard' }]);
  await call('DELETE', '/api/gateway/overrides');
  expect(jar.has('desk-overrides')).toBe(false);
  expect((await page()).boot).toEqual(before.boot);
});

test('an override ends at its time, with its policy, with the role, and when its user signs out', async () => {
  const { gateway, state, signIn, call, jar, post, list, page, pass } = await setUp();
  await post();
  gateway.manifest.set(state(null));
  expect(await list()).toEqual([]);
  expect((await page()).boot.overrides).toEqual([]);
  expect((await page()).policy).not.toContain('localhost');
  gateway.manifest.set(state({ ...allowed, roles: ['keeper'] }));
  expect(await list()).toEqual([]);
  gateway.manifest.set(state({ ...allowed, origins: ['https://previews.example.com'] }));
  expect(await list()).toEqual([]);
  gateway.manifest.set(state(allowed));
  expect(await list()).toHaveLength(1);
  pass(HOUR_MS);
  expect(await list()).toEqual([]);
  expect((await page()).boot.overrides).toEqual([]);
  await post();
  await call('DELETE', '/api/gateway/session');
  expect(jar.has('desk-overrides')).toBe(false);
  await signIn();
  expect(await list()).toEqual([]);
});

test('another user’s cookie, a forged one and a session in its place are none', async () => {
  const { gateway, state, jar, signIn, post, list, page, timeMs } = await setUp();
  await post();
  const own = jar.get('desk-overrides') ?? '';
  gateway.manifest.set(state({ ...allowed, roles: ['clerk', 'guest'] }));
  const sign = (claims: object, secret: string, audience = 'desk-overrides', subject = 'u-clerk') =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setSubject(subject)
      .setExpirationTime(Math.floor(timeMs() / 1_000) + 600)
      .sign(new TextEncoder().encode(secret));
  const nowS = Math.floor(timeMs() / 1_000);
  const kept = [['shop', ORIGIN, nowS, nowS + 600]];
  jar.set('desk-overrides', await sign({ kept }, SESSION_SECRET));
  expect(await list()).toHaveLength(1);
  for (const token of [
    await sign({ kept }, 'another-secret-of-the-tests-0123456789'),
    await sign({ kept }, SESSION_SECRET, 'desk'),
    await sign({ kept }, SESSION_SECRET, 'desk-overrides', 'u-guest'),
    await sign({ kept: [['shop', 'javascript:alert(1)', nowS, nowS + 600]] }, SESSION_SECRET),
    jar.get('desk_session') ?? '',
    `${own.slice(0, -2)}xx`,
  ]) {
    jar.set('desk-overrides', token);
    expect(await list()).toEqual([]);
    expect((await page()).boot.overrides).toEqual([]);
  }
  jar.set('desk-overrides', own);
  expect(await list()).toHaveLength(1);
  await signIn('guest@example.com');
  expect(await list()).toEqual([]);
});

test.each([
  ['overrides-off', 403, { policy: null }, {}],
  ['forbidden', 403, { policy: { ...allowed, roles: ['developer'] } }, {}],
  ['origin-not-allowed', 403, {}, { origin: 'https://evil.example' }],
  ['invalid', 422, {}, { minutes: 121 }],
  ['invalid', 422, {}, { minutes: 0 }],
  ['invalid', 422, {}, { origin: `${ORIGIN}/path` }],
  ['invalid', 422, {}, { origin: 'javascript:alert(1)' }],
  ['invalid', 422, {}, { scope: '__proto__' }],
  ['no-development-shell', 409, { withShell: false }, {}],
])('%s (%i): %j %j', async (code, status, options, changes) => {
  const { post, jar } = await setUp(options);
  const answer = await post(changes);
  expect([answer.status, problemSchema.parse(await answer.json()).code]).toEqual([status, code]);
  expect(jar.has('desk-overrides')).toBe(false);
});

test('ten remotes at most come from elsewhere', async () => {
  const { post, list } = await setUp();
  for (let count = 0; count < 10; count += 1) await post({ scope: `part-${count}` });
  const answer = await post({ scope: 'one-more' });
  expect([answer.status, problemSchema.parse(await answer.json()).code]).toEqual([409, 'too-many-overrides']);
  expect((await post({ scope: 'part-3', minutes: 5 })).status).toBe(200);
  expect(await list()).toHaveLength(10);
});

test('a shell for development that cannot be read is none, and one that is built again is read again', async () => {
  const { gateway, post, page } = await setUp();
  await post();
  const { writeFile, utimes } = await import('node:fs/promises');
  const file = join(gateway.folder, 'shell-dev/shell.json');
  await writeFile(file, '{}');
  await utimes(file, 1, 1);
  expect((await page()).boot.overrides).toEqual([]);
  await writeShellDist(join(gateway.folder, 'shell-dev'), { 'assets/refresh-10.js': 'export {};' });
  const again = await page();
  expect(again.boot.overrides).toHaveLength(1);
  expect(again.text).toContain('/assets/refresh-10.js');
});
