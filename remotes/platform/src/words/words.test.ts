import { expect, test } from 'vitest';
import { doneWords, wishedWords } from './change-words.ts';
import { differenceWords } from './difference-words.ts';
import { hashOf, versionOf } from './release-words.ts';
import { bpsOf, rateWords, shareWords, typedShare } from './share-words.ts';

const release = '1.9.0-3f2a9c81d04e';

test.each([
  ['5', 500],
  ['5.25', 525],
  ['0.01', 1],
  ['0', 0],
  ['100', 10_000],
  ['100.00', 10_000],
  ['12.', 1200],
  ['100.01', null],
  ['5.255', null],
  ['-1', null],
  ['', null],
  ['1e2', null],
])('%j per cent are %s basis points', (typed, bps) => {
  expect(bpsOf(typed)).toBe(bps);
});

test('formats a share, and parses it as typed', () => {
  expect([1, 525, 500, 10_000].map(shareWords)).toEqual(['0.01%', '5.25%', '5%', '100%']);
  for (let bps = 0; bps <= 10_000; bps += 1) expect(bpsOf(typedShare(bps))).toBe(bps);
  expect(rateWords(3, 1204)).toBe('0.2%');
  expect(rateWords(0, 0)).toBe('–');
});

test('splits a release into its version and hash', () => {
  expect([versionOf(release), hashOf(release)]).toEqual(['1.9.0', '3f2a9c8']);
  expect([versionOf('2.0.0-beta.1-3f2a9c81d04e'), versionOf('latest'), hashOf('latest')]).toEqual(['2.0.0-beta.1', 'latest', '']);
});

test.each([
  [{ kind: 'release', scope: 'finance', release, shareBps: 500 }, 'released finance 1.9.0 to 5%', 'Release finance 1.9.0 to 5%'],
  [
    { kind: 'release', scope: 'finance', release, shareBps: 10_000 },
    'released finance 1.9.0 to everybody',
    'Release finance 1.9.0 to everybody',
  ],
  [{ kind: 'rollback', scope: 'finance' }, 'rolled finance back', 'Roll finance back'],
  [{ kind: 'rollback', scope: 'finance', to: release }, 'rolled finance back to 1.9.0', 'Roll finance back to 1.9.0'],
  [
    { kind: 'bind', scope: 'finance', match: { tenant: 'acme', role: 'clerk' }, release },
    'bound tenant acme, role clerk to finance 1.9.0',
    'Bind tenant acme, role clerk to finance 1.9.0',
  ],
  [{ kind: 'disable', scope: 'wms', message: 'Soon' }, 'switched wms off, saying “Soon”', 'Switch wms off, saying “Soon”'],
  [
    { kind: 'backend', scope: 'wms', upstream: null },
    'took away the address for the calls of wms',
    'Take away the address for the calls of wms',
  ],
  [
    { kind: 'backend', scope: 'wms', tenant: 'acme', upstream: 'http://w' },
    'sent the calls of wms for tenant acme to http://w',
    'Send the calls of wms for tenant acme to http://w',
  ],
  [{ kind: 'promote', from: 'staging' }, 'promoted all stable releases from staging', 'Promote all stable releases from staging'],
  [
    { kind: 'promote', from: 'staging', scopes: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    'promoted a, b, c, d, e and 2 more from staging',
    'Promote a, b, c, d, e and 2 more from staging',
  ],
  [{ kind: 'lock', reason: 'Closing' }, 'locked the environment: Closing', 'Lock the environment: Closing'],
] as const)('%j in words', (change, done, wished) => {
  const changes = [change as Parameters<typeof doneWords>[0] extends readonly (infer Each)[] | undefined ? Each : never];
  expect(doneWords(changes)).toBe(done);
  expect(wishedWords(changes)).toBe(wished);
});

test('an edit of the document, and many changes at once', () => {
  expect(doneWords(undefined)).toBe('edited the document');
  const off = ['a', 'b', 'c', 'd', 'e'].map((scope) => ({ kind: 'enable', scope }) as const);
  expect(doneWords(off)).toBe('switched a on; switched b on; switched c on; and 2 more');
});

test.each([
  [{ path: 'remotes.finance.releases.canary.shareBps', before: 500, after: 1000 }, ['finance · share of the canary', '5%', '10%']],
  [{ path: 'remotes.finance.releases.canary', after: { release, shareBps: 500 } }, ['finance · canary', 'nothing', '1.9.0 at 5%']],
  [{ path: 'remotes.finance.enabled', before: true, after: false }, ['finance · switched on', 'yes', 'no']],
  [
    { path: 'remotes.finance.bindings.0', before: { match: { tenant: 'acme' }, release } },
    ['finance · binding', 'tenant acme → 1.9.0', 'nothing'],
  ],
  [{ path: 'backend.scopes.wms.tenants.acme', after: { upstream: 'http://w' } }, ['wms · calls of tenant acme', 'nothing', 'http://w']],
  [{ path: 'policy.approval', before: false, after: true }, ['policy.approval', 'no', 'yes']],
  [
    { path: 'remotes.finance.releases.stable', before: release, after: '1.9.0-000000000000' },
    ['finance · stable', '1.9.0-3f2a9c81d04e', '1.9.0-000000000000'],
  ],
])('%j reads as %j', (difference, [label, before, after]) => {
  expect(differenceWords(difference)).toEqual({ label, before, after });
});
