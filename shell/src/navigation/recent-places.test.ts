// @vitest-environment jsdom
import { matchRoute } from '@business-m/contract';
import { beforeEach, expect, test } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import { recentPlaces, rememberPlace } from './recent-places.ts';

const resolution = {
  schemaVersion: 2 as const,
  revision: 1,
  environment: 'test',
  releaseSet: 'A'.repeat(22),
  remotes: [sampleRemote()],
  disabled: [],
};
const visit = (pathname: string, user = 'ada') => {
  const match = matchRoute(resolution, pathname);
  if (match) rememberPlace(user, match, pathname);
};
const titles = (user = 'ada') => recentPlaces(user, resolution).map(({ title }) => title);

beforeEach(() => localStorage.clear());

test('remembers opened documents, the latest first and each once, but no lists', () => {
  for (const path of ['/shop/items/A', '/shop/items', '/shop/items/B', '/shop/items/A']) visit(path);
  expect(recentPlaces('ada', resolution)).toEqual([
    { to: '/shop/items/A', title: 'A', entry: 'Items' },
    { to: '/shop/items/B', title: 'B', entry: 'Items' },
  ]);
});

test('keeps six places for each user', () => {
  for (let item = 1; item <= 8; item += 1) visit(`/shop/items/${item}`);
  expect(titles()).toEqual(['8', '7', '6', '5', '4', '3']);
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
