import { expect, test } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import { screenFinder } from './find-screens.ts';
import { navigation } from './navigation.ts';

const sections = navigation({
  remotes: [sampleRemote(), sampleRemote({ scope: 'wurth', title: 'Würth', nav: [{ title: 'Bolts', path: '' }] })],
});
const titles = (text: string, limit = 50) =>
  screenFinder(sections)(text, limit).sections.flatMap(({ title, groups }) =>
    groups.flatMap(({ entries }) => entries.map((entry) => `${title}: ${entry.title}`)),
  );

test.each([
  ['items', ['Shop: Items']],
  ['  SHOP  ', ['Shop: Overview', 'Shop: Items', 'Shop: Item groups']],
  ['shop group', ['Shop: Item groups']],
  ['things', ['Shop: Items', 'Shop: Item groups']],
  ['wurth', ['Würth: Bolts']],
  ['', ['Shop: Overview', 'Shop: Items', 'Shop: Item groups', 'Würth: Bolts']],
  ['shop bolts', []],
])('“%s” finds %j', (text, found) => {
  expect(titles(text)).toEqual(found);
});

test('counts results beyond the limit', () => {
  const { sections: shown, total } = screenFinder(sections)('item', 1);
  expect(total).toBe(2);
  expect(shown[0]?.groups.flatMap(({ entries }) => entries)).toHaveLength(1);
});
