import { expect, test } from 'vitest';
import { resolutionSchema } from '../schema/index.ts';
import { desiredState, hydratedRelease, hydratedState } from '../testing/index.ts';
import { resolve } from './resolve.ts';

const wish = (title: string, changes = {}) => ({ title, team: 'UI', enabled: true, releases: { stable: 'latest' as const }, ...changes });

test('a caller gets absolute URLs and nothing of the backend', () => {
  const state = hydratedState();
  const resolution = resolve(state, { roles: [] });
  const [remote] = resolution.remotes;
  expect(resolutionSchema.parse(resolution)).toEqual(resolution);
  expect(remote?.remoteEntry).toBe(`http://cdn.test/shop/${state.releases.shop?.id}/remoteEntry.js`);
  expect(remote?.integrity).toMatch(/^sha384-/);
  expect(JSON.stringify(resolution)).not.toContain('services.test');
});

test.each([
  [[], ['open']],
  [['clerk'], ['closed', 'open']],
  [
    ['guest', 'chief'],
    ['closed', 'open'],
  ],
  [['guest'], ['open']],
])('with the roles %j one gets %j', (roles, scopes) => {
  const state = hydratedState(desiredState({ remotes: { closed: wish('Closed'), open: wish('Open') } }), {
    closed: hydratedRelease({ scope: 'closed', permissions: ['clerk', 'chief'] }),
  });
  expect(resolve(state, { roles }).remotes.map(({ scope }) => scope)).toEqual(scopes);
});

test.each([
  [['clerk'], ['', 'items'], ['items']],
  [
    ['clerk', 'keeper'],
    ['', 'items', 'messages'],
    ['items', 'messages'],
  ],
  [['keeper'], ['messages'], ['messages']],
  [['guest'], undefined, undefined],
])('a screen for a role of its own: %j gets the routes %j', (roles, routes, nav) => {
  const screen = (path: string, permissions?: string[]) => ({ path, expose: './x', title: path, ...(permissions ? { permissions } : {}) });
  const entry = (path: string) => ({ path, title: path });
  const state = hydratedState(desiredState({ remotes: { shop: wish('Shop') } }), {
    shop: hydratedRelease({
      scope: 'shop',
      permissions: ['clerk'],
      change(remote) {
        remote.routes = [screen(''), screen('items'), screen('messages', ['keeper'])];
        remote.nav = [entry('items'), entry('messages')];
      },
    }),
  });
  const [remote] = resolve(state, { roles }).remotes;
  expect(remote?.routes.map(({ path }) => path)).toEqual(routes);
  expect(remote?.nav.map(({ path }) => path)).toEqual(nav);
});

test('a remote that is switched off is named with its message, to those who could have had it', () => {
  const remotes = { off: wish('Off', { enabled: false, message: 'Back at noon.' }), quiet: wish('Quiet', { enabled: false }) };
  const state = hydratedState(desiredState({ remotes }), { off: hydratedRelease({ scope: 'off', permissions: ['clerk'] }) });
  expect(resolve(state, { roles: ['clerk'] })).toMatchObject({
    remotes: [],
    disabled: [
      { scope: 'off', title: 'Off', message: 'Back at noon.' },
      { scope: 'quiet', title: 'Quiet', message: expect.stringMatching(/\w/) },
    ],
  });
  expect(resolve(state, { roles: [] }).disabled.map(({ scope }) => scope)).toEqual(['quiet']);
});

test('the navigation is in the order of the document', () => {
  const state = hydratedState(desiredState({ remotes: { zebra: wish('Z'), apple: wish('A') } }));
  expect(resolve(state, { roles: [] }).remotes.map(({ scope }) => scope)).toEqual(['zebra', 'apple']);
});

test('changing a resolution does not change the state', () => {
  const state = hydratedState();
  const before = structuredClone(state);
  const resolution = resolve(state, { roles: [] });
  resolution.remotes[0]?.nav.push({ title: 'More', path: 'more' });
  resolution.remotes[0]?.files.pop();
  expect(state).toEqual(before);
  expect(resolve(state, { roles: [] })).toEqual(resolve(before, { roles: [] }));
});

test('a remote has the API address the document gives it', () => {
  const state = hydratedState(desiredState({ remotes: { shop: wish('Shop', { apiUrl: '/api/store' }) } }));
  expect(resolve(state, { roles: [] }).remotes[0]?.apiUrl).toBe('/api/store');
});
