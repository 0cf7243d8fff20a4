import { expect, test } from 'vitest';
import { differences } from './differences.ts';

test('lists each differing value by path, without the side that has none', () => {
  const before = { a: { b: 1, c: [1] }, gone: { deep: true }, same: [{ x: 1 }] };
  const after = { a: { b: 2, c: [1] }, same: [{ x: 1 }], fresh: null };
  expect(differences(before, after)).toEqual([
    { path: 'a.b', before: 1, after: 2 },
    { path: 'gone', before: { deep: true } },
    { path: 'fresh', after: null },
  ]);
  expect(differences(before, before)).toEqual([]);
  expect(differences(1, 2)).toEqual([{ path: '', before: 1, after: 2 }]);
});

test('matches list items after an insertion at the front', () => {
  const [x, y] = [{ match: { tenant: 'x' } }, { match: { tenant: 'y' } }];
  expect(differences({ list: [y] }, { list: [x, y] })).toEqual([{ path: 'list.0', after: x }]);
  expect(differences({ list: [x, y, y] }, { list: [x, y] })).toEqual([{ path: 'list.2', before: y }]);
  expect(differences([x, y], [x, x])).toEqual([{ path: '1.match.tenant', before: 'y', after: 'x' }]);
});

test('limits the number of differences', () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, index]));
  expect(differences({}, many, 3).map(({ path }) => path)).toEqual(['k0', 'k1', 'k2']);
  expect(differences({ deep: {} }, { deep: many, more: 1 }, 2)).toHaveLength(2);
});

test('ignores properties of Object.prototype', () => {
  expect(differences({ a: 1 }, { a: 1, constructor: 2 })).toEqual([{ path: 'constructor', after: 2 }]);
});
