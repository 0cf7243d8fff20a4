import { expect, test } from 'vitest';
import type { ResolvedRemote } from './resolution.ts';
import { matchRoute, preloadUrls } from './route-match.ts';

const routes = [
  { path: '', expose: './home', title: 'Home' },
  { path: 'items', expose: './items', title: 'Items', preload: ['/api/meta/item', '/api/resource/item{search}'] },
  { path: 'items/:id', expose: './item', title: 'Item', preload: ['/api/resource/item/{id}'] },
  { path: 'items/new', expose: './item', title: 'New item' },
];
const resolution = { remotes: [{ scope: 'shop', routes } as unknown as ResolvedRemote] };

test.each([
  ['/shop', 'Home', {}],
  ['/shop/', 'Home', {}],
  ['/shop/items', 'Items', {}],
  ['/shop/items/BOLT-M8', 'Item', { id: 'BOLT-M8' }],
  ['/shop/items/a%2Fb%20c', 'Item', { id: 'a/b c' }],
  ['/shop/items/new', 'New item', {}],
])('%s is the screen %s', (path, title, params) => {
  const match = matchRoute(resolution, path);
  expect(match?.route.title).toBe(title);
  expect(match?.params).toEqual(params);
});

test.each(['/', '', '/other', '/shop/items/a/b', '/shop/items/%', '/shopping/items'])('%j is no screen', (path) => {
  expect(matchRoute(resolution, path)).toBeNull();
});

test('preloads are spelt as the screen will fetch them', () => {
  const list = matchRoute(resolution, '/shop/items');
  const form = matchRoute(resolution, '/shop/items/a%2Fb%20c');
  if (!list || !form) throw new Error('no match');
  expect(preloadUrls(list, routes, '?status=draft&sort=-id')).toEqual(['/api/meta/item', '/api/resource/item?status=draft&sort=-id']);
  expect(preloadUrls(list, routes, '')).toEqual(['/api/meta/item', '/api/resource/item']);
  expect(preloadUrls(list, [], '')).toEqual([]);
  expect(preloadUrls(form, routes, '')).toEqual(['/api/resource/item/a%2Fb%20c']);
});
