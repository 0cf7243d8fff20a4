import type { DesiredRemote } from '@business-m/sdk/platform';
import { expect, test } from 'vitest';
import { restoreChanges } from './restore-changes.ts';

const [old, now, trial] = ['1.0.0-aaaaaaaaaaaa', '1.1.0-bbbbbbbbbbbb', '1.2.0-cccccccccccc'];
const remote = (releases: DesiredRemote['releases']): Record<string, DesiredRemote> => ({
  shop: { title: 'Shop', team: 'Shop', enabled: true, releases },
});
const path = (rest: string) => `remotes.shop.releases.${rest}`;

test.each([
  ['the same', remote({ stable: now }), [], []],
  [
    'another stable',
    remote({ stable: now, canary: { release: trial, shareBps: 500 } }),
    [
      { path: path('stable'), before: now, after: old },
      { path: path('canary'), before: { release: trial, shareBps: 500 } },
    ],
    [{ kind: 'rollback', scope: 'shop', to: old }],
  ],
  [
    'no canary',
    remote({ stable: now, canary: { release: trial, shareBps: 500 } }),
    [{ path: path('canary'), before: { release: trial, shareBps: 500 } }],
    [{ kind: 'rollback', scope: 'shop' }],
  ],
  [
    'another share, said of the share alone',
    remote({ stable: now, canary: { release: trial, shareBps: 500 } }),
    [{ path: path('canary.shareBps'), before: 500, after: 100 }],
    [{ kind: 'release', scope: 'shop', release: trial, shareBps: 100 }],
  ],
  [
    'another stable under the same canary, which going back ends',
    remote({ stable: now, canary: { release: trial, shareBps: 500 } }),
    [{ path: path('stable'), before: now, after: old }],
    [
      { kind: 'rollback', scope: 'shop', to: old },
      { kind: 'release', scope: 'shop', release: trial, shareBps: 500 },
    ],
  ],
  ['a remote that did not exist', remote({ stable: now }), [{ path: 'remotes.shop', before: {} }], []],
  ['no remotes at all', remote({ stable: now }), [{ path: 'remotes', before: {} }], []],
  ['what follows publication', remote({ stable: now }), [{ path: path('stable'), before: now, after: 'latest' }], []],
  ['a neighbour of a similar name', remote({ stable: now }), [{ path: 'remotes.shopping.releases.stable', before: now, after: old }], []],
] as const)('back to %s', (_, remotes, differences, changes) => {
  expect(restoreChanges(remotes, differences)).toEqual(changes);
});
