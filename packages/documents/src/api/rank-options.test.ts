import { expect, test } from 'vitest';
import { rankOptions } from './rank-options.ts';

const options = Object.entries({
  1120: 'Bank, current account',
  1300: 'Zürich Café',
  4000: 'Brent',
  5200: 'Office rent',
  5210: 'Rent',
  5220: 'Rent of machines',
  521: 'Torrents',
}).map(([value, title]) => ({ value, label: `${value} · ${title}` }));
const found = (text: string) => rankOptions(options, text).map(({ value }) => value);

test.each<[text: string, ids: string[]]>([
  ['rent', ['5210', '5220', '5200', '521', '1120', '4000']],
  ['RÉNT', ['5210', '5220', '5200', '521', '1120', '4000']],
  [' rent of ', ['5220', '5200']],
  ['rent off', ['5200']],
  ['521', ['521', '5210']],
  ['5210', ['5210']],
  ['5210 · Rent', ['5210']],
  ['52', ['521', '5200', '5210', '5220']],
  ['zurich cafe', ['1300']],
  ['cafe', ['1300']],
  ['cur', ['1120']],
  ['nothing', []],
])('%j finds %j', (text, ids) => {
  expect(found(text)).toEqual(ids);
});

test('nothing typed finds all, as they stand', () => {
  expect(rankOptions(options, '  ')).toEqual(options);
});
