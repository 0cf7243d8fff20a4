import { join } from 'node:path';
import { releaseSetEventSchema, resolutionSchema } from '@business-m/contract';
import { desiredState, hydratedRelease, hydratedState } from '@business-m/manifest/testing';
import { expect, test, vi } from 'vitest';
import { openEvents } from '../testing/event-reader.ts';
import { type GatewayOptions, startTestGateway } from '../testing/running-gateway.ts';
import { writeUsers } from '../testing/users-fixture.ts';

const state = (version: string, revision: number, permissions: string[] = []) => ({
  ...hydratedState(desiredState(), { shop: hydratedRelease({ version, permissions }) }),
  revision,
});

async function setUp(options: GatewayOptions = {}) {
  const gateway = await startTestGateway({ state: state('1.0.0', 1), ...options });
  const cookie = await gateway.cookieOf();
  const open = (query = '', headers: Record<string, string> = { cookie }) =>
    openEvents(`${gateway.origin}/api/gateway/events${query}`, headers);
  const releaseSet = async () => {
    const answer = await fetch(`${gateway.origin}/api/gateway/remotes`, { headers: { cookie } });
    return resolutionSchema.parse(await answer.json()).releaseSet;
  };
  return { gateway, cookie, open, releaseSet };
}

test('who says nothing of what they have is told what they could have, then each change, and nothing when an edit changes nothing for them', async () => {
  const { gateway, open, releaseSet } = await setUp();
  const { answer, next } = await open();
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  expect(await next()).toMatch(/^retry: [23]\d{3}$/);
  const first = await releaseSet();
  const event = await next();
  expect(event).toEqual({
    id: first,
    event: 'release-set',
    data: { revision: 1, releaseSet: first, shell: expect.stringMatching(/^[\w-]{16}$/) },
  });
  gateway.manifest.set(state('1.0.0', 2));
  gateway.manifest.set(state('1.1.0', 3));
  const second = await releaseSet();
  const changed = await next();
  expect(changed).toMatchObject({ id: second, data: { revision: 3, releaseSet: second } });
  if (typeof changed === 'object') expect(releaseSetEventSchema.parse(changed?.data)).toBeTruthy();
  expect(second).not.toBe(first);
});

test.each<[string, (set: string) => [string, Record<string, string>]]>([
  ['Last-Event-ID', (set) => ['', { 'last-event-id': set }]],
  ['?seen', (set) => [`?seen=${set}`, {}]],
])('who comes back with %s is told at once what changed meanwhile, and only that', async (_, seen) => {
  const { gateway, cookie, open, releaseSet } = await setUp();
  const first = await releaseSet();
  const [query, headers] = seen(first);
  const same = await open(query, { cookie, ...headers });
  expect(await same.next()).toMatch(/^retry/);
  gateway.manifest.set(state('1.1.0', 2));
  expect(await same.next()).toMatchObject({ data: { revision: 2 } });
  const late = await open(query, { cookie, ...headers });
  await late.next();
  expect(await late.next()).toMatchObject({ id: await releaseSet(), data: { revision: 2 } });
});

test('a page of another build of the shell is told, though its release set is the same', async () => {
  const { open, releaseSet } = await setUp();
  const seen = await releaseSet();
  const { next } = await open(`?seen=${seen}&shell=older-build`);
  await next();
  expect(await next()).toMatchObject({ id: seen, event: 'release-set' });
});

test('a quiet stream says now and then that it is there', async () => {
  const { open, releaseSet } = await setUp({ events: { heartbeatMs: 20 } });
  const { next } = await open(`?seen=${await releaseSet()}`);
  await next();
  expect(await next()).toBe(':');
  expect(await next()).toBe(':');
});

test('the stream ends when its session is signed out, and no other one does', async () => {
  const { gateway, cookie, open } = await setUp();
  const other = await open('', { cookie: await gateway.cookieOf() });
  const { next } = await open();
  await next();
  await next();
  await fetch(`${gateway.origin}/api/gateway/session`, { method: 'DELETE', headers: { cookie } });
  expect(await next()).toBeNull();
  await other.next();
  await other.next();
  gateway.manifest.set(state('1.1.0', 2));
  expect(await other.next()).toMatchObject({ data: { revision: 2 } });
});

test('a user who is removed hears nothing more; one whose roles change gets what they may have now', async () => {
  const { gateway, open } = await setUp({ events: { heartbeatMs: 20 }, state: state('1.0.0', 1, ['clerk']) });
  const { next } = await open();
  await next();
  const before = (await next()) as { id: string };
  const untilEvent = async () => {
    for (;;) {
      const found = await next();
      if (found !== ':') return found;
    }
  };
  await writeUsers(join(gateway.folder, 'users.json'), { roles: [] });
  const after = (await untilEvent()) as { id: string };
  expect(after.id).not.toBe(before.id);
  await writeUsers(join(gateway.folder, 'users.json'), { without: 'u-clerk' });
  expect(await untilEvent()).toBeNull();
});

test('streams are for those who are signed in, and bounded for each user and in all', async () => {
  const { gateway, cookie, open } = await setUp({ events: { perUser: 2, total: 3 } });
  const status = async (headers: Record<string, string>) => {
    const { answer, next } = await open('', headers);
    return [answer.status, answer.ok ? null : await next()];
  };
  const refusedWith = (code: string) => expect.stringContaining(`"code":"${code}"`);
  expect(await status({})).toEqual([401, refusedWith('signed-out')]);
  const first = await open();
  await open();
  expect(await status({ cookie })).toEqual([429, refusedWith('too-many-streams')]);
  const guest = { cookie: await gateway.cookieOf('guest@example.com') };
  expect(await status(guest)).toEqual([200, null]);
  expect(await status(guest)).toEqual([503, refusedWith('overloaded')]);
  first.close();
  await vi.waitFor(async () => expect(await status({ cookie })).toEqual([200, null]));
});

test('all streams end when the gateway stops, and none begins', async () => {
  const { gateway, open } = await setUp();
  const { next } = await open();
  await next();
  await next();
  gateway.events.close();
  expect(await next()).toBeNull();
  expect((await open()).answer.status).toBe(503);
});

test('asking for the head alone leaves no stream open', async () => {
  const { gateway, cookie } = await setUp({ events: { total: 0 } });
  const answer = await fetch(`${gateway.origin}/api/gateway/events`, { method: 'HEAD', headers: { cookie } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
});
