import { expect, test } from 'vitest';
import { mapStack } from './map-stack.ts';

/** Column 1 is line 1, column 11 is line 4, column 21 belongs to nothing. */
const map = {
  version: 3,
  sources: ['src/home.tsx'],
  names: [],
  mappings: 'AAAA,UAGE,U',
  functions: [
    [
      ['Home', 1, 0, 9, 1],
      ['save', 3, 4, 5, 3],
    ],
  ],
};

test.each([
  ['Chromium', 's home-4f.js:1:12\nHTMLButtonElement.<anonymous> react-dom-abc.js:9:12'],
  ['Firefox', 's home-4f.js:1:11\nasync*u react-dom-abc.js:9:12'],
  ['WebKit', '(anonymous) home-4f.js:1:16'],
])('shows a stack of %s by the team’s file, line and function', (_, stack) => {
  expect(mapStack(stack, { 'home-4f.js': map }).split('\n')).toEqual(['save src/home.tsx:4:3', ...stack.split('\n').slice(1)]);
});

test('a frame that no map knows stays as it is', () => {
  const stack = ['a b.js:1:1', 'a home-4f.js:1:25', 'a home-4f.js:7:1', 'a home-4f.js:0:0', 'no frame', '', 'a toString:1:1'].join('\n');
  expect(mapStack(stack, { 'home-4f.js': map })).toBe(stack);
});

test('without functions the name is the one that was reported', () => {
  for (const functions of [undefined, null, 5, [null], [[['save']]], [[null, 'x', ['save', 8, 0, 9, 0]]]])
    expect(mapStack('s home-4f.js:1:12', { 'home-4f.js': { ...map, functions } })).toBe('s src/home.tsx:4:3');
});

test.each([
  ['../../../etc/passwd', 'etc/passwd'],
  ['https://evil.example/a b.js?token=1', 'a b.js'],
  ['javascript:alert(1)', 'javascript:alert(1)'],
  ['src/\u202Ehome\n.tsx', 'src/home.tsx'],
])('a source called %j is only ever a text', (source, shown) => {
  expect(mapStack('s home-4f.js:1:12', { 'home-4f.js': { ...map, sources: [source] } })).toBe(`save ${shown.slice(-200)}:4:3`);
});

test.each([[null], [5], [[]], [{ sections: [] }], [{ mappings: 5, sources: [] }], [{ mappings: 'AAAA', sources: 'a' }]])(
  '%j is no map',
  (wrong) => {
    expect(() => mapStack('s home-4f.js:1:12', { 'home-4f.js': wrong })).toThrow('no source map');
  },
);

test.each([[null], [[]], ['text'], [{ __proto__: { 'home-4f.js': map } }]])('%j has no maps', (maps) => {
  expect(mapStack('s home-4f.js:1:12', maps)).toBe('s home-4f.js:1:12');
});

test('sources that are missing or no texts leave the frame as it is', () => {
  for (const sources of [[], [null], [{}], [''], ['..']])
    expect(mapStack('s home-4f.js:1:12', { 'home-4f.js': { ...map, sources } })).toBe('s home-4f.js:1:12');
});
