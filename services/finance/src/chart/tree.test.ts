import { expect, test } from 'vitest';
import { inTreeOrder, withDescendants, wouldLoop } from './tree.ts';

const chart = [
  { id: '1110', parent: '1100' },
  { id: '2000', parent: null },
  { id: '1000', parent: null },
  { id: '1200', parent: '1000' },
  { id: '1100', parent: '1000' },
];

test('parents come before children and siblings by id, with their depth', () => {
  expect(inTreeOrder(chart).map(({ node, depth }) => `${depth} ${node.id}`)).toEqual(['0 1000', '1 1100', '2 1110', '1 1200', '0 2000']);
});

test('treats a node without its parent as a root', () => {
  expect(inTreeOrder([{ id: 'a', parent: 'gone' }])).toEqual([{ node: { id: 'a', parent: 'gone' }, depth: 0 }]);
});

test.each([
  ['1000', ['1000', '1100', '1110', '1200']],
  ['1100', ['1100', '1110']],
  ['1200', ['1200']],
  ['2000', ['2000']],
  ['none', []],
])('%s with what is below it', (id, expected) => {
  expect(withDescendants(chart, id)).toEqual(expected);
});

test('hanging a node under itself or under its descendant makes a loop; elsewhere not', () => {
  expect(wouldLoop(chart, '1000', '1000')).toBe(true);
  expect(wouldLoop(chart, '1000', '1110')).toBe(true);
  expect(wouldLoop(chart, '1100', '2000')).toBe(false);
  expect(wouldLoop(chart, 'new', '1100')).toBe(false);
});

test('a loop that is there already does not hang the check', () => {
  const loop = [
    { id: 'a', parent: 'b' },
    { id: 'b', parent: 'a' },
  ];
  expect(wouldLoop(loop, 'c', 'a')).toBe(false);
});
