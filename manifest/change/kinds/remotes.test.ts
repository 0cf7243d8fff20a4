import { expect, test } from 'vitest';
import { id, remote, tryChanges } from '../testing/try-changes.ts';

const [old, next] = [id('1.0.0'), id('1.1.0')];
const acme = { match: { tenant: 'acme' }, release: old };
const clerks = { match: { role: 'clerk', region: 'eu' }, release: old };

test('appends a new remote, enabled by default', () => {
  const add = { kind: 'add', title: 'Shed', team: 'Shed UI', release: next } as const;
  const { after } = tryChanges({}, { ...add, scope: 'shed' }, { ...add, scope: 'attic', enabled: false, release: 'latest' });
  expect(Object.keys(after?.remotes ?? {})).toEqual(['shop', 'shed', 'attic']);
  expect(after?.remotes.shed).toEqual({ title: 'Shed', team: 'Shed UI', enabled: true, releases: { stable: next } });
  expect(after?.remotes.attic).toMatchObject({ enabled: false, releases: { stable: 'latest' } });
  expect(tryChanges({}, { ...add, scope: 'shop' }).refusal).toMatchObject({ code: 'remote-exists', field: 'changes.0.scope' });
});

test('removes a remote and keeps its backend', () => {
  const backend = { mode: 'indie', scopes: { shop: {} } };
  expect(tryChanges({ backend }, { kind: 'remove', scope: 'shop' }).after).toEqual({ backend, remotes: {} });
});

test('replaces the message on disabling and removes it on enabling', () => {
  const off = tryChanges({}, { kind: 'disable', scope: 'shop', message: 'Back at noon.' });
  expect(off.after?.remotes.shop).toMatchObject({ enabled: false, message: 'Back at noon.' });
  const remotes = off.after?.remotes ?? {};
  expect(tryChanges({ remotes }, { kind: 'disable', scope: 'shop' }).after?.remotes.shop).not.toHaveProperty('message');
  expect(tryChanges({ remotes }, { kind: 'enable', scope: 'shop' }).after?.remotes.shop).toEqual(remote({ stable: old }));
});

test('prepends a new binding, replaces one of the same audience, and drops an empty list', () => {
  const remotes = { shop: remote({ stable: old }, { bindings: [acme, clerks] }) };
  const bind = { kind: 'bind', scope: 'shop', release: next } as const;
  const bound = tryChanges({ remotes }, { ...bind, match: { region: 'us' } }, { ...bind, match: { region: 'eu', role: 'clerk' } });
  expect(bound.after?.remotes.shop?.bindings).toEqual([
    { match: { region: 'us' }, release: next },
    acme,
    { match: { region: 'eu', role: 'clerk' }, release: next },
  ]);
  const unbind = { kind: 'unbind', scope: 'shop' } as const;
  expect(tryChanges({ remotes }, { ...unbind, match: acme.match }).after?.remotes.shop?.bindings).toEqual([clerks]);
  const none = tryChanges({ remotes }, { ...unbind, match: acme.match }, { ...unbind, match: clerks.match });
  expect(none.after?.remotes.shop).not.toHaveProperty('bindings');
  expect(tryChanges({ remotes }, { ...unbind, match: { role: 'clerk' } }).refusal).toMatchObject({
    code: 'unknown-binding',
    field: 'changes.0.match',
  });
});
