import type { RemoteDeclaration } from '@business-m/contract';
import { expect, test } from 'vitest';
import { checkDeclaration } from './declaration-check.ts';

const good: RemoteDeclaration = {
  title: 'Shop',
  nav: [{ title: 'Items', path: 'items' }],
  routes: [
    { path: 'items', expose: './items', title: 'Items' },
    { path: 'items/:id', expose: './item', title: 'Item' },
  ],
  permissions: [],
};
const exposes = { './items': './src/items.tsx', './item': './src/item.tsx' };

test('a declaration in order passes', () => {
  expect(checkDeclaration('shop', good, exposes)).toEqual(good);
});

test.each<[string, Partial<RemoteDeclaration>]>([
  ['nav.0 (Gone): no route has the path "gone"', { nav: [{ title: 'Gone', path: 'gone' }] }],
  ['nav.0 (Item): the path "items/:id" has a parameter', { nav: [{ title: 'Item', path: 'items/:id' }] }],
  [
    'routes.0 ("items"): "./list" is not exposed; there is ./items, ./item',
    { routes: [{ path: 'items', expose: './list', title: 'Items' }] },
  ],
  [
    'routes.2: "items/:code" repeats an earlier route',
    { routes: [...good.routes, { path: 'items/:code', expose: './item', title: 'Item' }] },
  ],
  ['routes.0.path: a route is segments', { nav: [], routes: [{ path: '/Items', expose: './items', title: 'Items' }] }],
])('%s', (sentence, wrong) => {
  expect(() => checkDeclaration('shop', { ...good, ...wrong }, exposes)).toThrow(sentence);
});
