import { isContained } from '@business-m/contract/styles';
import { parse } from 'postcss';
import { expect, test } from 'vitest';
import { containStyles } from './contain-styles.ts';

const M = '[data-desk-remote="shop"]';
const W = `:where(${M}, ${M} *)`;
const contain = (css: string) => containStyles(css, 'shop');

test('keeps a rule inside, also in conditions, layers and other rules', () => {
  expect(contain('@media print { @layer a { p { x: y; & td, > b { x: y } } } }')).toBe(
    `@media print { @layer a { p${W} { x: y; & td${W}, > b${W} { x: y } } } }`,
  );
  expect(contain(`@supports (a: b) { @container c (width > 1px) { ::selection { x: y } } }`)).toContain(`${W}::selection`);
});

test('gives the box of the page to the mount alone, and what is inherited also to what is appended to the body', () => {
  const css = contain('body { margin: 0; --x: 1; color: red; background: blue !important }');
  expect(css).toContain(`:is(body, :where(${M}))${W} {`);
  const [rule] = parse(css).nodes;
  if (rule?.type !== 'rule') throw new Error('no rule');
  expect(
    rule.nodes.map((node) => (node.type === 'decl' ? node.prop : node.type === 'rule' && [node.selector, ...node.nodes.map(String)])),
  ).toEqual([[`&:where(${M}):where(main *, body)`, 'margin: 0', 'background: blue !important'], '--x', 'color']);
});

test.each([
  '@keyframes a { from { x: y } 50% { x: y } }',
  '@font-face { font-family: A; src: url(a.woff2) }',
  '@layer a, b;',
  '@page { margin: 0 }',
  '@property --a { syntax: "*"; inherits: false }',
  '/* p {} */',
  '@charset "utf-8";',
])('leaves %s as it is', (css) => expect(contain(css)).toBe(css));

test('takes out what would be about the document', () => expect(contain('@view-transition { navigation: auto }')).toBe(''));

test.each([
  '@keyframes desk-turn { from { x: y } }',
  '@-webkit-keyframes shell-a { from { x: y } }',
  '@font-face { font-family: A; font-family: "Inter Variable"; src: url(a.woff2) }',
  '@property --desk-mono { syntax: "*"; inherits: false }',
])('refuses %s with a sentence', (css) => expect(() => contain(css)).toThrow(/is the desk’s own: leave it out/));

test.each([
  ['comments', 'a /* { */ b /*,*/ { x: y /* } p { */ } /* } */ p { x: y }'],
  ['strings', `a[b="} p {"] { content: "} p { x: y"; } p::after { content: '\\'}' }`],
  ['escapes', String.raw`.md\:a\,b\{ { x: y } .\31 0 { x: y } h\74ml { x: y }`],
  ['data', '.a { background: url("data:image/svg+xml,<svg>{}p{}</svg>") } p { x: y }'],
  ['custom properties', '.a { --b: { p { x: y } }; --c: } p { x: y } { x: y }'],
  ['an end too early', 'p { x: y } } body { x: y }'],
  ['no end', '@media print { p { x: y } body { x: y'],
  ['an open comment', 'p { x: y } /* body { x: y }'],
  ['an open string', 'p { content: "a\n } body { x: y }'],
])('lets nothing out by %s, or refuses it', (_, css) => {
  let text: string;
  try {
    text = contain(css);
  } catch {
    return;
  }
  parse(text).walkRules(({ selector, parent }) => {
    if (parent?.type === 'atrule' && /keyframes/.test((parent as { name?: string }).name ?? '')) return;
    expect([selector, isContained(selector, 'shop')]).toEqual([selector, true]);
  });
});

test('contains nothing twice', () => {
  const once = contain(':root { --a: b; margin: 0 } p, html.dark::before { x: y; &:hover { x: y } }');
  expect(contain(once)).toBe(once);
});
