import { matchRoute } from '@business-m/contract';
import { expect, test } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import { currentEntry, navigation } from './navigation.ts';
import { documentTitle, trail } from './trail.ts';

const remotes = [sampleRemote()];

test('entries stand under their headings, in the order of the declaration', () => {
  expect(navigation({ remotes })).toEqual([
    {
      scope: 'shop',
      title: 'Shop',
      groups: [
        { title: null, entries: [{ to: '/shop', title: 'Overview', icon: '' }] },
        {
          title: 'Things',
          entries: [
            { to: '/shop/items', title: 'Items', icon: 'box' },
            { to: '/shop/items/groups', title: 'Item groups', icon: '' },
          ],
        },
      ],
    },
  ]);
});

test('draws no section for a remote without entries', () => {
  expect(navigation({ remotes: [sampleRemote({ nav: [] })] })).toEqual([]);
});

test.each([
  ['/shop/', '/shop'],
  ['/shop/items/A', '/shop/items'],
  ['/shop/items/groups', '/shop/items/groups'],
  ['/shop/itemsets', '/shop'],
  ['/', undefined],
])('%s belongs to %s', (pathname, to) => {
  expect(currentEntry(navigation({ remotes }), pathname)?.to).toBe(to);
});

test.each([
  ['/shop/items', 'Items · Shop · Business M Desk'],
  ['/shop/items/BOLT%20M8', 'BOLT M8 · Items · Shop · Business M Desk'],
])('%s is titled %s', (pathname, title) => {
  const match = matchRoute({ remotes }, pathname);
  expect(match && documentTitle(trail(match, pathname))).toBe(title);
});

test('the way back leads to the list', () => {
  const match = matchRoute({ remotes }, '/shop/items/A');
  expect(match && trail(match, '/shop/items/A')).toEqual([{ title: 'Shop' }, { title: 'Items', to: '/shop/items' }, { title: 'A' }]);
});
