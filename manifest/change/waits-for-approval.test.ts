import type { Change } from '@business-m/contract';
import { expect, test } from 'vitest';
import { stableHistory } from './stable-history.ts';
import { id, remote } from './testing/try-changes.ts';
import { waitsForApproval } from './waits-for-approval.ts';

const [old, next, third] = [id('1.0.0'), id('1.1.0'), id('1.2.0')];
const merged = { remotes: { shop: remote({ stable: old, canary: { release: next, shareBps: 500 } }) } };
const context = { stables: () => ({ before: undefined, ever: [old] }) };

test.each<[boolean, string, Change[]]>([
  [false, 'a halt', [{ kind: 'halt', scope: 'shop', release: next, reason: 'x' }]],
  [false, 'a way back', [{ kind: 'rollback', scope: 'shop' }]],
  [false, 'a way back to what everybody had', [{ kind: 'rollback', scope: 'shop', to: old }]],
  [true, 'a “way back” to what nobody ever approved', [{ kind: 'rollback', scope: 'shop', to: third }]],
  [false, 'switching off', [{ kind: 'disable', scope: 'shop' }]],
  [true, 'switching on', [{ kind: 'enable', scope: 'shop' }]],
  [false, 'the lock', [{ kind: 'lock', reason: 'x' }]],
  [false, 'unlocking', [{ kind: 'unlock' }]],
  [false, 'a smaller share of the canary', [{ kind: 'release', scope: 'shop', release: next, shareBps: 100 }]],
  [false, 'the same share', [{ kind: 'release', scope: 'shop', release: next, shareBps: 500 }]],
  [true, 'a larger share of the canary', [{ kind: 'release', scope: 'shop', release: next, shareBps: 501 }]],
  [true, 'another canary, however small', [{ kind: 'release', scope: 'shop', release: third, shareBps: 0 }]],
  [true, 'what is stable for all', [{ kind: 'release', scope: 'shop', release: next, shareBps: 10_000 }]],
  [true, 'a binding', [{ kind: 'bind', scope: 'shop', match: { tenant: 'acme' }, release: old }]],
  [true, 'a backend', [{ kind: 'backend', scope: 'shop', upstream: null }]],
  [true, 'a size of releases', [{ kind: 'budget', scope: 'shop', screenKb: 700 }]],
  [true, 'a consent', [{ kind: 'consent', scope: 'shop', needs: ['wasm'] }]],
  [false, 'the end of a consent', [{ kind: 'consent', scope: 'shop', needs: ['wasm'], withdraw: true }]],
  [true, 'a promotion', [{ kind: 'promote', from: 'staging' }]],
  [
    true,
    'one that waits among those that do not',
    [
      { kind: 'disable', scope: 'shop' },
      { kind: 'remove', scope: 'shop' },
    ],
  ],
])('%s: %s', (waits, _, changes) => {
  expect(waitsForApproval(merged, changes, context)).toBe(waits);
});

test.each<[(string | undefined)[], string | undefined, string[]]>([
  [[], undefined, []],
  [[old], undefined, [old]],
  [[undefined, old, old, next], old, [next, old]],
  [[old, next, old], undefined, [old, next]],
  [[old, next, third, next], old, [next, third, old]],
  [[old, 'latest'], old, [old]],
  [[old, undefined, next], old, [next, old]],
])('after %j a rollback is %s', (stables, before, ever) => {
  expect(stableHistory(stables)).toEqual({ before, ever });
});
