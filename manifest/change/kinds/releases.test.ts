import type { Change } from '@business-m/contract';
import { expect, test } from 'vitest';
import { id, remote, type Trial, tryChanges } from '../testing/try-changes.ts';

const [old, next, third] = [id('1.0.0'), id('1.1.0'), id('1.2.0')];
const halted = { release: next, at: '2026-11-01T00:00:00.000Z', reason: 'it threw' };
const stable = { shop: remote({ stable: old }) };
const trial = { shop: remote({ stable: old, canary: { release: next, shareBps: 500 } }) };
const after: Trial['context'] = { stables: () => ({ before: old, ever: [next, old] }) };

test.each<[string, Trial, Change, unknown]>([
  ['a share makes a canary', { remotes: stable }, { kind: 'release', scope: 'shop', release: next, shareBps: 500 }, trial.shop.releases],
  [
    'another share moves the canary',
    { remotes: trial },
    { kind: 'release', scope: 'shop', release: next, shareBps: 0 },
    { stable: old, canary: { release: next, shareBps: 0 } },
  ],
  [
    'another release takes the place of the canary',
    { remotes: trial },
    { kind: 'release', scope: 'shop', release: third, shareBps: 1 },
    { stable: old, canary: { release: third, shareBps: 1 } },
  ],
  [
    'all users: stable, and no canary',
    { remotes: trial },
    { kind: 'release', scope: 'shop', release: next, shareBps: 10_000 },
    { stable: next },
  ],
  [
    'all users get what is stable: the canary ends',
    { remotes: trial },
    { kind: 'release', scope: 'shop', release: old, shareBps: 10_000 },
    { stable: old },
  ],
  ['rolling back ends the canary', { remotes: trial, context: after }, { kind: 'rollback', scope: 'shop' }, { stable: old }],
  [
    'rolling back without a canary goes to what was before',
    { remotes: { shop: remote({ stable: next }) }, context: after },
    { kind: 'rollback', scope: 'shop' },
    { stable: old },
  ],
  ['rolling to a release by its name', { remotes: trial }, { kind: 'rollback', scope: 'shop', to: third }, { stable: third }],
  [
    'rolling to what was halted, by its name',
    { remotes: { shop: remote({ stable: old, halted }) } },
    { kind: 'rollback', scope: 'shop', to: next },
    { stable: next },
  ],
  [
    'a halt ends the canary and says why',
    { remotes: trial },
    { kind: 'halt', scope: 'shop', release: next, reason: 'it threw' },
    { stable: old, halted: { ...halted, at: '2026-11-21T12:00:00.000Z' } },
  ],
  [
    'a halt without a reason of its own takes the change’s',
    { remotes: trial },
    { kind: 'halt', scope: 'shop', release: next, reason: '' },
    { stable: old, halted: { release: next, at: '2026-11-21T12:00:00.000Z', reason: 'because' } },
  ],
  [
    'another release after a halt',
    { remotes: { shop: remote({ stable: old, halted }) } },
    { kind: 'release', scope: 'shop', release: third, shareBps: 10_000 },
    { stable: third, halted },
  ],
])('%s', (_, given, change, releases) => {
  expect(tryChanges(given, change).after?.remotes.shop?.releases).toEqual(releases);
});

test.each<[string, Trial, Change, string, string]>([
  ['a remote that is not there', {}, { kind: 'release', scope: 'shed', release: next, shareBps: 1 }, 'unknown-remote', 'scope'],
  ['a name every object has', {}, { kind: 'release', scope: 'constructor', release: next, shareBps: 1 }, 'unknown-remote', 'scope'],
  ['a canary that is stable', {}, { kind: 'release', scope: 'shop', release: old, shareBps: 1 }, 'same-release', 'release'],
  [
    'a canary that is what latest means',
    { remotes: { shop: remote({ stable: 'latest' }) }, context: { latest: () => next } },
    { kind: 'release', scope: 'shop', release: next, shareBps: 1 },
    'same-release',
    'release',
  ],
  [
    'what was halted, to some',
    { remotes: { shop: remote({ stable: old, halted }) } },
    { kind: 'release', scope: 'shop', release: next, shareBps: 1 },
    'halted-release',
    'release',
  ],
  [
    'what was halted, to all',
    { remotes: { shop: remote({ stable: old, halted }) } },
    { kind: 'release', scope: 'shop', release: next, shareBps: 10_000 },
    'halted-release',
    'release',
  ],
  ['a way back where there was nothing', {}, { kind: 'rollback', scope: 'shop' }, 'nothing-before', 'to'],
  ['a halt of what is stable', { remotes: trial }, { kind: 'halt', scope: 'shop', release: old, reason: 'x' }, 'not-canary', 'release'],
  ['a halt without a canary', {}, { kind: 'halt', scope: 'shop', release: next, reason: 'x' }, 'not-canary', 'release'],
  [
    'a document that is broken already',
    { remotes: { shop: { ...stable.shop, releases: { stable: 'newest' } } as never } },
    { kind: 'rollback', scope: 'shop' },
    'unacceptable',
    'scope',
  ],
])('refused: %s', (_, given, change, code, field) => {
  expect(tryChanges(given, change).refusal).toMatchObject({ code, field: `changes.0.${field}` });
});

test('names the refused one of several changes', () => {
  const disable: Change = { kind: 'disable', scope: 'shop' };
  const { refusal } = tryChanges({}, disable, { kind: 'remove', scope: 'shed' });
  expect(refusal).toEqual({
    code: 'unknown-remote',
    field: 'changes.1.scope',
    message: 'This environment has no remote “shed”; there is shop.',
  });
});
