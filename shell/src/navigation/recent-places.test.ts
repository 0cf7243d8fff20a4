// @vitest-environment jsdom
import { matchRoute } from '@business-m/contract';
import { beforeEach, expect, test } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import { forgetPlaces, recentPlaces, rememberPlace } from './recent-places.ts';

const resolution = {
  schemaVersion: 2 as const,
  revision: 1,
  environment: 'test',
  releaseSet: 'A'.repeat(22),
  remotes: [sampleRemote()],
  disabled: [],
};
const sourceOf = (pathname: string) => `/api/resource/item/${pathname.split('/').at(-1)}`;
const visit = (pathname: string, user = 'ada', title = `Item ${pathname.split('/').at(-1)}`) => {
  const match = matchRoute(resolution, pathname);
  if (match) rememberPlace(user, match, pathname, { title, source: sourceOf(pathname) });
};
const miss = (pathname: string) => {
  const match = matchRoute(resolution, pathname);
  if (match) rememberPlace('ada', match, pathname, null);
};
const titles = (user = 'ada') => recentPlaces(user, resolution).map(({ title }) => title);

beforeEach(() => localStorage.clear());

test('remembers opened documents by the title that their screen says, the latest first and each once', () => {
  for (const path of ['/shop/items/A', '/shop/items/B', '/shop/items/A']) visit(path);
  expect(recentPlaces('ada', resolution)).toEqual([
    { to: '/shop/items/A', title: 'Item A', entry: 'Items', source: '/api/resource/item/A' },
    { to: '/shop/items/B', title: 'Item B', entry: 'Items', source: '/api/resource/item/B' },
  ]);
  visit('/shop/items/B', 'ada', 'Renamed');
  expect(titles()).toEqual(['Renamed', 'Item A']);
});

test('forgets what is not there', () => {
  for (const path of ['/shop/items/A', '/shop/items/B', '/shop/items/C']) visit(path);
  miss('/shop/items/B');
  expect(titles()).toEqual(['Item C', 'Item A']);
  forgetPlaces('ada', recentPlaces('ada', resolution).slice(0, 1));
  expect(titles()).toEqual(['Item A']);
});

test('keeps six places for each user', () => {
  for (let item = 1; item <= 8; item += 1) visit(`/shop/items/${item}`);
  expect(titles()).toEqual(['Item 8', 'Item 7', 'Item 6', 'Item 5', 'Item 4', 'Item 3']);
  expect(titles('ben')).toEqual([]);
});

test('leaves out places without a screen, and ignores malformed storage', () => {
  visit('/shop/items/A');
  expect(recentPlaces('ada', { ...resolution, remotes: [] })).toEqual([]);
  localStorage.setItem('desk-recent ada', '{"not":"a list"}');
  expect(titles()).toEqual([]);
  localStorage.setItem('desk-recent ada', 'broken');
  expect(titles()).toEqual([]);
});
