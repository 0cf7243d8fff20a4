import { expect, test } from 'vitest';
import { inTreeOrder, withDescendants, wouldLoop } from './tree.ts';

const chart = [
  { id: '1110', parent: '1100' },
  { id: '2000', parent: null },
  { id: '1000', parent: null },
  { id: '1200', parent: '1000' },
  { id: '1100', parent: '1000' },
];

test('sorts parents before children and siblings by id, with depth', () => {
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
])('selects %s with its descendants', (id, expected) => {
  expect(withDescendants(chart, id)).toEqual(expected);
});

test('detects a loop when a node is moved below itself or a descendant', () => {
  expect(wouldLoop(chart, '1000', '1000')).toBe(true);
  expect(wouldLoop(chart, '1000', '1110')).toBe(true);
  expect(wouldLoop(chart, '1100', '2000')).toBe(false);
  expect(wouldLoop(chart, 'new', '1100')).toBe(false);
});

test('ends the check on an existing loop', () => {
  const loop = [
    { id: 'a', parent: 'b' },
    { id: 'b', parent: 'a' },
  ];
  expect(wouldLoop(loop, 'c', 'a')).toBe(false);
});
