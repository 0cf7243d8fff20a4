import type { Change } from '@business-m/contract';
import { expect, test } from 'vitest';
import { desiredState } from '../../testing/hydrated.ts';
import { id, remote, tryChanges } from '../testing/try-changes.ts';

const [old, next] = [id('1.0.0'), id('1.1.0')];
const halted = { release: next, at: '2026-11-01T00:00:00.000Z', reason: 'it threw' };

test('routes the calls of a scope or a tenant to an address and removes the route', () => {
  const backend = { mode: 'enterprise', scopes: { shop: { upstream: 'http://a.test', hold: true } } };
  const moved = tryChanges(
    { backend },
    { kind: 'backend', scope: 'shop', upstream: 'http://b.test' },
    { kind: 'backend', scope: 'shop', tenant: 'acme', upstream: 'http://c.test' },
    { kind: 'backend', scope: 'shed', upstream: 'http://d.test' },
  );
  expect(moved.after?.backend.scopes).toEqual({
    shop: { upstream: 'http://b.test', hold: true, tenants: { acme: { upstream: 'http://c.test' } } },
    shed: { upstream: 'http://d.test' },
  });
  const back = tryChanges(
    { backend: moved.after?.backend },
    { kind: 'backend', scope: 'shop', tenant: 'acme', upstream: null },
    { kind: 'backend', scope: 'shop', upstream: null },
  );
  expect(back.after?.backend.scopes.shop).toEqual({ hold: true });
});

test('refuses to remove a missing address; in indie mode a scope without one uses the monolith', () => {
  const none = { kind: 'backend', scope: 'shed', upstream: null } as const;
  expect(tryChanges({ backend: { mode: 'enterprise', scopes: {} } }, none).refusal).toMatchObject({
    code: 'unknown-backend',
    field: 'changes.0.scope',
  });
  expect(tryChanges({ backend: { mode: 'indie', scopes: {} } }, none).after?.backend.scopes).toEqual({ shed: {} });
  expect(tryChanges({ backend: { mode: 'indie', scopes: { shed: {} } } }, { ...none, tenant: 'acme' }).refusal).toMatchObject({
    code: 'unknown-backend',
    field: 'changes.0.tenant',
  });
});

test('a scope is as it was before it got an address', () => {
  const none = { kind: 'backend', scope: 'shop', upstream: null } as const;
  const given = (mode: string, had: boolean | undefined, entry: object = {}) =>
    tryChanges({ backend: { mode, scopes: { shop: { upstream: 'http://a.test', ...entry } } }, context: { hadEntry: () => had } }, none)
      .after?.backend.scopes;
  expect([given('indie', false), given('indie', true), given('indie', undefined)]).toEqual([{}, { shop: {} }, { shop: {} }]);
  expect([given('enterprise', false), given('enterprise', undefined)]).toEqual([{}, {}]);
  const tenants = { acme: { upstream: 'http://c.test' } };
  expect(given('indie', false, { tenants })).toEqual({ shop: { tenants } });
});

test('changes the mode, and the monolith when one is named', () => {
  const backend = { mode: 'enterprise', scopes: {} };
  expect(tryChanges({ backend }, { kind: 'mode', mode: 'indie', monolith: 'http://all.test' }).after?.backend).toEqual({
    mode: 'indie',
    monolith: 'http://all.test',
    scopes: {},
  });
  expect(tryChanges({ backend }, { kind: 'mode', mode: 'indie' }).after?.backend).toEqual({ mode: 'indie', scopes: {} });
});

test('locks with author, time and reason, and unlocks without leaving an empty policy', () => {
  const locked = tryChanges({ policy: { approval: true } }, { kind: 'lock', reason: 'Year end.' });
  expect(locked.after?.policy).toEqual({ approval: true, locked: { reason: 'Year end.', by: 'Ann', at: '2026-11-21T12:00:00.000Z' } });
  expect(tryChanges({ policy: locked.after?.policy }, { kind: 'unlock' }).after?.policy).toEqual({ approval: true });
  const only = tryChanges({}, { kind: 'lock', reason: 'Year end.' });
  expect(tryChanges({ policy: only.after?.policy }, { kind: 'unlock' }).after).not.toHaveProperty('policy');
  expect(tryChanges({}, { kind: 'unlock' }).after).not.toHaveProperty('policy');
});

const source = (stable: string) =>
  desiredState({ followLatest: true, remotes: { shop: remote({ stable }), attic: remote({ stable: old }) } });
const from = (stable: string) => ({ environment: (name: string) => (name === 'staging' ? source(stable) : undefined) });

test('promotes stable releases of common remotes and ends a completed canary', () => {
  const remotes = {
    shop: remote({ stable: old, canary: { release: next, shareBps: 500 } }),
    shed: remote({ stable: old }),
    attic: remote({ stable: old, canary: { release: id('3.0.0'), shareBps: 1 } }),
  };
  const { after } = tryChanges({ remotes, context: from(next) }, { kind: 'promote', from: 'staging' });
  expect(after?.remotes.shop?.releases).toEqual({ stable: next });
  expect(after?.remotes.shed).toEqual(remotes.shed);
  // It is the same there: nothing is promoted, and the trial goes on.
  expect(after?.remotes.attic).toEqual(remotes.attic);
  expect(tryChanges({ remotes, context: from(next) }, { kind: 'promote', from: 'staging', scopes: ['attic'] }).after?.remotes).toEqual(
    remotes,
  );
});

test.each<[string, Change, string, string]>([
  ['an environment that is not there', { kind: 'promote', from: 'qa' }, 'unknown-environment', 'from'],
  ['a remote that is not there', { kind: 'promote', from: 'staging', scopes: ['shop', 'shed'] }, 'unknown-remote', 'scopes.1'],
  ['what was halted here', { kind: 'promote', from: 'staging' }, 'halted-release', 'from'],
])('refuses promotion of %s', (_, change, code, field) => {
  const remotes = {
    shop: remote({ stable: old, halted }),
    ...(field === 'scopes.1' && { shop: remote({ stable: old }), shed: remote({ stable: old }) }),
  };
  expect(tryChanges({ remotes, context: from(next) }, change).refusal).toMatchObject({ code, field: `changes.0.${field}` });
});

test('promotes a new remote only by name, enabled and without its canary or bindings', () => {
  const remotes = { shop: remote({ stable: old }) };
  const named = tryChanges({ remotes, context: from(next) }, { kind: 'promote', from: 'staging', scopes: ['attic'] });
  expect(named.after?.remotes.attic).toEqual(remote({ stable: old }));
  expect(tryChanges({ remotes, context: from(next) }, { kind: 'promote', from: 'staging' }).after?.remotes).not.toHaveProperty('attic');
});

test('refuses promotion of a new remote whose release cannot be looked up', () => {
  const there = desiredState({ followLatest: true, remotes: { attic: remote({ stable: 'latest' }) } });
  const context = { environment: () => there };
  const { refusal } = tryChanges({ context }, { kind: 'promote', from: 'staging', scopes: ['attic'] });
  expect(refusal).toMatchObject({ code: 'unacceptable', field: 'changes.0.scopes.0' });
});

test('refuses promotion without an id or without common remotes', () => {
  expect(tryChanges({ context: from('latest') }, { kind: 'promote', from: 'staging' }).refusal?.code).toBe('unacceptable');
  expect(tryChanges({ remotes: {}, context: from(next) }, { kind: 'promote', from: 'staging' }).refusal?.code).toBe('unknown-remote');
});

test('adds consents, each once, and withdraws them without a trace', () => {
  const consent = (needs: string[], scope = 'shop') => ({ kind: 'consent' as const, scope, needs });
  const given = tryChanges({}, consent(['workers']), consent(['wasm', 'workers']), consent(['camera'], 'later'));
  expect(given.after?.policy?.consent).toEqual({ shop: ['workers', 'wasm'], later: ['camera'] });
  const policy = given.after?.policy;
  const withdrawn = tryChanges({ policy }, { ...consent(['workers', 'wasm']), withdraw: true });
  expect(withdrawn.after?.policy).toEqual({ consent: { later: ['camera'] } });
  const last = tryChanges({ policy: withdrawn.after?.policy }, { ...consent(['camera'], 'later'), withdraw: true });
  expect(last.after).not.toHaveProperty('policy');
  expect(tryChanges({ policy }, { ...consent(['blobs']), withdraw: true }).refusal).toMatchObject({
    code: 'unknown-consent',
    field: 'changes.0.needs',
    message: '“shop” has no consent to “blobs”; it has workers, wasm.',
  });
});

test('sets the sizes of releases, of all remotes and of one, and takes them away without a trace', () => {
  const set = tryChanges(
    { policy: { approval: true } },
    { kind: 'budget', screenKb: 150 },
    { kind: 'budget', scope: 'shop', screenKb: 700 },
    { kind: 'budget', scope: 'shop', releaseKb: 3_000 },
  );
  expect(set.after?.policy?.budget).toEqual({ screenKb: 150, remotes: { shop: { screenKb: 700, releaseKb: 3_000 } } });
  const policy = set.after?.policy;
  const without = tryChanges({ policy }, { kind: 'budget', scope: 'shop', screenKb: null, releaseKb: null });
  expect(without.after?.policy?.budget).toEqual({ screenKb: 150 });
  expect(tryChanges({ policy: without.after?.policy }, { kind: 'budget', screenKb: null }).after?.policy).toEqual({ approval: true });
  expect(tryChanges({ base: { policy } }, { kind: 'budget', scope: 'shop', screenKb: null }).after?.policy?.budget?.remotes).toEqual({
    shop: { releaseKb: 3_000 },
  });
});

test('an overlay withdraws what its base consents to', () => {
  const base = { policy: { consent: { shop: ['workers'] }, approval: true } };
  const { after } = tryChanges({ base }, { kind: 'consent', scope: 'shop', needs: ['workers'], withdraw: true });
  expect(after?.policy).toEqual({ approval: true });
});
