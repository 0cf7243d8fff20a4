import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { desiredState, temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { writeShellDist } from './testing/shell-fixture.ts';
import { startUpstream } from './testing/upstream.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const secret = 'x'.repeat(32);

async function setUp(changes: Record<string, string> = {}) {
  const folder = await temporaryFolder(onTestFinished);
  await writeShellDist(join(folder, 'shell'));
  await writeFile(
    join(folder, 'seed.json'),
    JSON.stringify([{ email: 'ann@example.com', name: 'Ann', roles: ['clerk'], password: 'demo' }]),
  );
  await writeFile(
    join(folder, 'dev.json'),
    JSON.stringify(desiredState({ remotes: {}, backend: { mode: 'indie', monolith: 'http://127.0.0.1:9', scopes: {} } })),
  );
  const env = {
    DESK_PORT: '0',
    DESK_DATA: join(folder, 'data'),
    MANIFEST_FILE: join(folder, 'dev.json'),
    INTERNAL_ADDRESSES: 'allow',
    SHELL_DIST: join(folder, 'shell'),
    SEED_USERS_FILE: join(folder, 'seed.json'),
    SESSION_SECRET: secret,
    SERVICE_SECRET: secret,
    ...changes,
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return { child, folder, output: () => output };
}

async function originOf({ output }: { output: () => string }): Promise<string> {
  return vi.waitUntil(() => /"origin":"([^"]+)"/.exec(output())?.[1], { timeout: 15_000 });
}

const ended = async (child: ChildProcess) => (child.exitCode === null ? ((await once(child, 'exit'))[0] as number) : child.exitCode);

test('the process starts, seeds its users with hashed passwords, lets them in, and stops by itself when told', async () => {
  const gateway = await setUp();
  const origin = await originOf(gateway);
  expect(await (await fetch(`${origin}/api/gateway/health`)).json()).toMatchObject({ status: 'ok', manifest: { revision: 1 } });
  const answer = await fetch(`${origin}/api/gateway/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"email":"ann@example.com","password":"demo"}',
  });
  expect(await answer.json()).toMatchObject({ user: { email: 'ann@example.com', tenant: 'demo' } });
  expect((await stat(join(gateway.folder, 'data/users.json'))).mode & 0o777).toBe(0o600);
  gateway.child.kill('SIGTERM');
  expect(await ended(gateway.child)).toBe(0);
});

test('a desk without users gets the one that is named, with a password that only the folder’s owner can read', async () => {
  const gateway = await setUp({ SEED_USERS_FILE: '', FIRST_USER: 'owner@example.com', FIRST_USER_ROLES: 'clerk, ops' });
  const origin = await originOf(gateway);
  const file = join(gateway.folder, 'data/first-user-password');
  const password = (await readFile(file, 'utf8')).trim();
  expect([(await stat(file)).mode & 0o777, gateway.output().includes(password), gateway.output()]).toEqual([
    0o600,
    false,
    expect.stringContaining(file),
  ]);
  const answer = await fetch(`${origin}/api/gateway/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'owner@example.com', password }),
  });
  expect(await answer.json()).toMatchObject({ user: { email: 'owner@example.com', roles: ['clerk', 'ops'] } });
});

test('what is wrong with the environment is said in one sentence each', async () => {
  const { child, output } = await setUp({
    SESSION_SECRET: 'short',
    SERVICE_SECRET: '',
    DESK_PORT: 'eighty',
    CDN_ORIGIN: 'cdn',
    TRUSTED_PROXIES: 'nginx',
    FIRST_USER: 'owner',
    FIRST_USER_PASSWORD: 'short',
  });
  expect(await ended(child)).toBe(1);
  expect(output().trim().split('\n').sort()).toEqual([
    'CDN_ORIGIN must be an http(s) URL.',
    'DESK_PORT must be a port.',
    'FIRST_USER must be an e-mail address.',
    'FIRST_USER_PASSWORD must have at least 12 characters.',
    'SERVICE_SECRET must be set.',
    'SESSION_SECRET must have at least 32 characters.',
    'TRUSTED_PROXIES must be addresses or CIDR ranges, separated by commas.',
  ]);
});

test('a taken port names itself and its variable', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as { port: number };
  const { child, output } = await setUp({ DESK_PORT: String(port) });
  expect(await ended(child)).toBe(1);
  expect(output().trim().split('\n').at(-1)).toBe(`Port ${port} is taken: stop what uses it, or set DESK_PORT.`);
});

test('a request under way is answered before the process ends', async () => {
  const arrived = Promise.withResolvers<() => void>();
  const upstream = await startUpstream({ shop: ['item'] }, (_, response) => arrived.resolve(() => void response.end('{"late":true}')));
  onTestFinished(() => upstream.stop());
  const gateway = await setUp();
  await writeFile(
    join(gateway.folder, 'dev.json'),
    JSON.stringify(desiredState({ remotes: {}, backend: { mode: 'indie', monolith: upstream.origin, scopes: { shop: {} } } })),
  );
  const origin = await originOf(gateway);
  const signedIn = await fetch(`${origin}/api/gateway/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"email":"ann@example.com","password":"demo"}',
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  await vi.waitUntil(
    async () => Object.hasOwn(((await (await fetch(`${origin}/api/gateway/health`)).json()) as { upstreams: object }).upstreams, 'shop'),
    { timeout: 10_000 },
  );
  const answer = fetch(`${origin}/api/shop/slow`, { headers: { cookie } });
  const finish = await arrived.promise;
  gateway.child.kill('SIGTERM');
  finish();
  expect(await (await answer).json()).toEqual({ late: true });
  expect(await ended(gateway.child)).toBe(0);
});

test('open desks do not keep the process from stopping', async () => {
  const gateway = await setUp();
  const origin = await originOf(gateway);
  const signedIn = await fetch(`${origin}/api/gateway/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"email":"ann@example.com","password":"demo"}',
  });
  const headers = { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const events = await fetch(`${origin}/api/gateway/events`, { headers });
  expect(events.headers.get('content-type')).toBe('text/event-stream');
  const text = events.text();
  gateway.child.kill('SIGTERM');
  // To its end: a connection that was cut would be an error.
  expect(await text).toMatch(/event: release-set/);
  expect(await ended(gateway.child)).toBe(0);
});
