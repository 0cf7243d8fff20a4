import { containStyles } from '@business-m/build/styles';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { checkStylesheet } from './check-stylesheet.ts';

const inRelease = new Set(['icons.woff2', 'a.png', 'img/b.png', 'inter.woff2']);
const neighbours = { path: 'shop.css', has: (path: string) => inRelease.has(path) };
const own = ':where([data-desk-remote="shop"], [data-desk-remote="shop"] *)';
const faults = (css: string) => checkStylesheet(css, 'shop', neighbours).map(({ code, message }) => [code, message]);

test.each([
  'p, .a > b { color: red }',
  ':root { --accent: red; margin: 0 } html.dark, body { x: y }',
  '*, ::before { x: y } ::selection { x: y } dialog::backdrop { x: y }',
  '.a { & td { x: y } > p { x: y } &:hover { x: y } .dark & { x: y } }',
  '.a{color:red;& td{x:y}& p{x:y}@media print{& td{x:y}color:blue}}',
  '@media (width < 600px) { @supports (display: grid) { p { x: y } } }',
  '@container card (width > 1px) { p { x: y } }',
  '@layer base { p { x: y } } @layer base, theme;',
  '@scope (.a) to (.b) { img { x: y } :scope { x: y } }',
  '@keyframes turn { from { x: y } 50% { x: y } }',
  '@font-face { font-family: "Icons"; src: url(./icons.woff2) }',
  '@property --x { syntax: "*"; inherits: false }',
  '@page { margin: 0 }',
  '.a { --anything: { a: b }; background: url(a.png), url("data:image/png;base64,AA"); mask: url(#clip) }',
  '.a { background: url( "img/../img/b.png?v=1#x" ); cursor: url(./a.png), auto; mask: image-set("a.png" type("image/png")) }',
  `.a { --icon: url("data:image/svg+xml,<svg fill='url(%23g)' x='url(https://x.test)'/>"); --said: "url(https://x.test)" }`,
  '.a { filter: progid:old(x="y"); content: "\\201C" "{" }',
  '@charset "utf-8"; /* nothing */',
])('accepts %s, as the build writes it', (css) => {
  const contained = containStyles(css, 'shop');
  expect(faults(contained)).toEqual([]);
  const { code } = transformSync(contained, { loader: 'css', minify: true, target: 'esnext' });
  expect([code, faults(code)]).toEqual([code, []]);
});

test.each([
  'p { x: y }',
  '.shop-a { x: y }',
  ':root { --accent: red }',
  `.b:not(${own}) { x: y }`,
  `${own} + p { x: y }`,
  `${own}, p { x: y }`,
  `body:has(${own}) { x: y }`,
  `${own} { & + p { x: y } }`,
  `${own} { + p { x: y } }`,
  `${own} { .desk:has(&) { x: y } }`,
  '@media print { nav { x: y } }',
  `${own} { html:hover & + p { x: y } }`,
  `${own} { color: red; body:has(&) { x: y } }`,
  `${own} { @media print { body:has(&) { x: y } } }`,
  '@font-face { font-family: icons; font-family: Inter Variable; src: url(./icons.woff2) }',
  '@layer base { .shop-a { x: y } }',
  '@scope (main) { .shop-a { x: y } }',
  '@keyframes desk-turn { from { x: y } }',
  '@-webkit-keyframes shell-turn { from { x: y } }',
  '@property --desk-accent { syntax: "*"; inherits: false }',
  '@import "./other.css";',
  '@view-transition { navigation: auto }',
])('reports %s as reaching out', (css) => {
  expect(faults(css)).toEqual([['css-reaches-out', expect.any(String)]]);
});

test.each([
  'url(//evil.test/x.png)',
  'url("/x.png")',
  'image-set("https://evil.test/x.png" 1x)',
  'url(http://evil.test/x)',
  String.raw`url("\\\\evil.test/x.png")`,
  'url(" https://evil.test/x.png")',
  String.raw`url("ht\9 tps://evil.test/x.png")`,
  String.raw`u\72l(https://evil.test/x.png)`,
  'image("https://evil.test/x.png")',
  'url(../../wms/1.0.0-000000000000/a.png)',
  'url(not-in-the-release.png)',
])('reports %s as loading from elsewhere', (value) => {
  const elsewhere = [['css-loads-elsewhere', expect.any(String)]];
  for (const rule of [
    `${own} { background: ${value} }`,
    `${own} { p${own} { background: ${value} } }`,
    `${own} { --image: ${value} }`,
    `@keyframes shop-turn { from { background: ${value} } }`,
    `@counter-style shop-count { symbols: ${value} }`,
    `@font-face { font-family: shop-x; src: ${value} }`,
  ])
    expect([rule, faults(rule)]).toEqual([rule, elsewhere]);
});

test('reports the position of a fault', () => {
  expect(checkStylesheet(`${own} { x: y }\n\n${own}, p { x: y }`, 'shop', neighbours)).toMatchObject([{ line: 3, column: own.length + 3 }]);
});
