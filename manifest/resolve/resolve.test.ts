import { type DesiredState, resolutionSchema } from '@business-m/contract';
import { expect, test } from 'vitest';
import { desiredState, hydratedRelease, hydratedState } from '../testing/index.ts';
import type { HydratedState } from './hydrated-state.ts';
import type { Caller } from './match-audience.ts';
import { bucket } from './release-for.ts';
import { resolve } from './resolve.ts';

const caller = (roles: string[] = [], more: Partial<Caller> = {}): Caller => ({ id: 'u-1', tenant: 'demo', roles, ...more });

const wish = (title: string, changes = {}) => ({ title, team: 'UI', enabled: true, releases: { stable: 'latest' as const }, ...changes });

test('resolves absolute URLs without backend addresses', () => {
  const state = hydratedState();
  const resolution = resolve(state, caller());
  const [remote] = resolution.remotes;
  expect(resolutionSchema.parse(resolution)).toEqual(resolution);
  expect(remote?.remoteEntry).toBe(`http://cdn.test/shop/${state.desired.remotes.shop?.releases.stable}/remoteEntry.js`);
  expect(remote?.integrity).toMatch(/^sha384-/);
  expect(JSON.stringify(resolution)).not.toContain('services.test');
  expect(JSON.stringify(resolution)).not.toContain('preload');
});

test.each([
  [[], ['open']],
  [['clerk'], ['closed', 'open']],
  [
    ['guest', 'chief'],
    ['closed', 'open'],
  ],
  [['guest'], ['open']],
])('gives the roles %j the remotes %j', (roles, scopes) => {
  const state = hydratedState(desiredState({ remotes: { closed: wish('Closed'), open: wish('Open') } }), {
    closed: hydratedRelease({ scope: 'closed', permissions: ['clerk', 'chief'] }),
  });
  expect(resolve(state, caller(roles)).remotes.map(({ scope }) => scope)).toEqual(scopes);
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
])('gives the role-specific screen: %j gets the routes %j', (roles, routes, nav) => {
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
  const [remote] = resolve(state, caller(roles)).remotes;
  expect(remote?.routes.map(({ path }) => path)).toEqual(routes);
  expect(remote?.nav.map(({ path }) => path)).toEqual(nav);
});

test('lists a disabled remote with its message for its audience', () => {
  const remotes = { off: wish('Off', { enabled: false, message: 'Back at noon.' }), quiet: wish('Quiet', { enabled: false }) };
  const state = hydratedState(desiredState({ remotes }), { off: hydratedRelease({ scope: 'off', permissions: ['clerk'] }) });
  expect(resolve(state, caller(['clerk']))).toMatchObject({
    remotes: [],
    disabled: [
      { scope: 'off', title: 'Off', message: 'Back at noon.' },
      { scope: 'quiet', title: 'Quiet', message: expect.stringMatching(/\w/) },
    ],
  });
  expect(resolve(state, caller()).disabled.map(({ scope }) => scope)).toEqual(['quiet']);
});

test('keeps the navigation in document order', () => {
  const state = hydratedState(desiredState({ remotes: { zebra: wish('Z'), apple: wish('A') } }));
  expect(resolve(state, caller()).remotes.map(({ scope }) => scope)).toEqual(['zebra', 'apple']);
});

test('freezes what resolutions share', () => {
  const state = hydratedState();
  const resolution = resolve(state, caller());
  expect(() => resolution.remotes[0]?.nav.push({ title: 'More', path: 'more' })).toThrow(TypeError);
  expect(resolve(state, caller([], { id: 'u-2' })).remotes[0]).toBe(resolution.remotes[0]);
});

test('reuses unchanged objects and recreates changed ones', () => {
  const before = hydratedState(desiredState({ remotes: { one: wish('One'), two: wish('Two') } }));
  const after = (desired: Partial<DesiredState>) => ({ ...before, revision: 2, desired: { ...before.desired, ...desired } });
  const [one, two] = resolve(before, caller()).remotes;
  const { remotes } = before.desired;
  const [sameOne, newTwo] = resolve(after({ remotes: { ...remotes, two: { ...remotes.two, title: 'Zwei' } as never } }), caller()).remotes;
  expect(sameOne).toBe(one);
  expect(newTwo).toEqual({ ...two, title: 'Zwei' });
  const [elsewhere] = resolve(after({ cdn: 'http://other.test/' }), caller()).remotes;
  expect(elsewhere?.baseUrl).toBe(one?.baseUrl.replace('cdn.test', 'other.test'));
  expect(resolve(before, caller()).remotes).toEqual([one, two]);
  const moved = resolve(after({ remotes: { ...remotes, two: { ...remotes.two, apiUrl: '/api/zwei' } as never } }), caller()).remotes[1];
  expect(moved).toEqual({ ...two, apiUrl: '/api/zwei' });
});

test('takes a remote’s API address from the document', () => {
  const state = hydratedState(desiredState({ remotes: { shop: wish('Shop', { apiUrl: '/api/store' }) } }));
  expect(resolve(state, caller()).remotes[0]?.apiUrl).toBe('/api/store');
});

const trial = hydratedRelease({ version: '0.2.0' });
const promised = hydratedRelease({ version: '0.3.0' });
const versionFor = (changes: object, who: Caller) => {
  const first = hydratedRelease();
  const remotes = { shop: { ...wish('Shop'), ...changes } } as DesiredState['remotes'];
  return resolve(hydratedState(desiredState({ remotes }), { shop: [first, trial, promised] }), who).remotes[0]?.version;
};

test('gives the canary to users whose bucket is below its share', () => {
  const inside = bucket('shop', 'u-1') + 1;
  const releases = (shareBps: number) => ({ releases: { stable: 'latest', canary: { release: trial.id, shareBps } } });
  expect(versionFor(releases(inside), caller())).toBe('0.2.0');
  expect(versionFor(releases(inside - 1), caller())).toBe('0.1.0');
  expect(versionFor(releases(0), caller())).toBe('0.1.0');
  expect(versionFor(releases(10_000), caller())).toBe('0.2.0');
});

test.each([
  [{ tenant: 'acme' }, { tenant: 'acme' }, '0.3.0'],
  [{ tenant: 'acme' }, { tenant: 'demo' }, '0.2.0'],
  [{ role: 'tester' }, { roles: ['clerk', 'tester'] }, '0.3.0'],
  [{ region: 'eu' }, { region: 'eu' }, '0.3.0'],
  [{ region: 'eu' }, {}, '0.2.0'],
  [{ tenant: 'demo' }, { region: 'eu' }, '0.3.0'],
  [{ tenant: 'acme', role: 'tester' }, { tenant: 'acme' }, '0.2.0'],
  [{ tenant: 'acme', role: 'tester' }, { tenant: 'acme', roles: ['tester'] }, '0.3.0'],
])('prefers a binding for %j to the canary for %j: %s', (match, who, version) => {
  const releases = { stable: 'latest', canary: { release: trial.id, shareBps: 10_000 } };
  expect(versionFor({ releases, bindings: [{ match, release: promised.id }] }, caller([], who))).toBe(version);
});

test('takes the first of two matching bindings', () => {
  const bindings = [
    { match: { role: 'tester' }, release: trial.id },
    { match: { tenant: 'demo' }, release: promised.id },
  ];
  expect(versionFor({ bindings }, caller(['tester']))).toBe('0.2.0');
  expect(versionFor({ bindings }, caller())).toBe('0.3.0');
});

test('keeps the release set for equal resolutions and unrelated revisions', () => {
  const state = hydratedState(desiredState({ remotes: { shop: wish('Shop'), closed: wish('Closed') } }), {
    closed: hydratedRelease({ scope: 'closed', permissions: ['clerk'] }),
  });
  const setOf = (changed: HydratedState, who: Caller) => resolve(changed, who).releaseSet;
  expect(setOf(state, caller(['x']))).toBe(setOf({ ...state, revision: 9 }, caller([], { id: 'u-9' })));
  expect(setOf(state, caller(['clerk']))).not.toBe(setOf(state, caller()));
  const renamed = structuredClone(state);
  if (renamed.desired.remotes.shop) renamed.desired.remotes.shop.title = 'Store';
  expect(setOf(renamed, caller())).not.toBe(setOf(state, caller()));
  const off = structuredClone(state);
  if (off.desired.remotes.shop) off.desired.remotes.shop.enabled = false;
  expect(setOf(off, caller())).not.toBe(setOf(state, caller()));
});

test('grants what the remotes of this caller need and ops consented to, as a part of the release set', () => {
  const needy = (scope: string, permissions: string[]) =>
    hydratedRelease({ scope, permissions, change: (remote) => Object.assign(remote, { needs: ['workers', 'wasm'] }) });
  const remotes = { lab: wish('Lab'), closed: wish('Closed') };
  const stateOf = (policy: DesiredState['policy']) =>
    hydratedState(desiredState({ remotes, ...(policy && { policy }) }), { lab: needy('lab', []), closed: needy('closed', ['clerk']) });
  const of = (policy: DesiredState['policy'], roles: string[] = []) => resolve(stateOf(policy), caller(roles));
  const consent = { lab: ['workers', 'blobs'], closed: ['wasm'] };
  expect(of(undefined)).not.toHaveProperty('granted');
  expect(of({ consent }).granted).toEqual(['workers']);
  expect(of({ consent }, ['clerk']).granted).toEqual(['wasm', 'workers']);
  expect(of({ consent }).releaseSet).not.toBe(of(undefined).releaseSet);
  expect(of({ consent: { lab: ['blobs'] } }).releaseSet).toBe(of(undefined).releaseSet);
  const off = stateOf({ consent });
  if (off.desired.remotes.lab) off.desired.remotes.lab.enabled = false;
  expect(resolve(off, caller())).not.toHaveProperty('granted');
});
