import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkStylesheet } from './check-stylesheet.ts';

const inRelease = new Set(['icons.woff2', 'a.png', 'img/b.png', 'inter.woff2']);
const neighbours = { path: 'shop.css', has: (path: string) => inRelease.has(path) };
const faults = (css: string) => checkStylesheet(css, 'shop', neighbours).map(({ code, message }) => [code, message]);

test.each([
  '.shop-list { color: red }',
  '.shop_list__row_x1y2 { color: red }',
  '#shop-root > p, .shop-a td:hover::before { color: red }',
  'table.shop-a.is-wide > * + * { color: red }',
  '.desk-dark .shop-a { color: red }',
  'html[data-theme=dark] .shop-a { color: red }',
  ':is(.shop-a, .shop-b) td { color: red }',
  ':where(.shop-a > p) { color: red }',
  '.shop-a:not(.b):has(> img) { color: red }',
  '.shop-a { & td { x: y } > p { x: y } &:hover { x: y } .dark & { x: y } }',
  '.shop-a{color:red;td{x:y}p{x:y}@media print{td{x:y}color:blue}}',
  '@media (width < 600px) { @supports (display: grid) { .shop-a { x: y } } }',
  '@container shop-card (width > 1px) { .shop-a { x: y } }',
  '@layer { .shop-a { x: y } } @layer shop-base, shop-theme;',
  '@scope (.shop-a) to (.shop-b) { img { x: y } :scope { x: y } }',
  '@keyframes shop-turn { from { x: y } 50% { x: y } }',
  '@font-face { font-family: "Shop Icons"; src: url(./icons.woff2) }',
  '@property --shop-x { syntax: "*"; inherits: false }',
  '.shop-a { --anything: { a: b }; background: url(a.png), url("data:image/png;base64,AA"); mask: url(#clip) }',
  '.shop-a { background: url( "img/../img/b.png?v=1#x" ); cursor: url(./a.png), auto; mask: image-set("a.png" type("image/png")) }',
  `.shop-a { --icon: url("data:image/svg+xml,<svg fill='url(%23g)' x='url(https://x.test)'/>"); --said: "url(https://x.test)" }`,
  '.shop-a { filter: progid:old(x="y"); content: "\\201C" "{" }',
  '.shop-a { a:hover { x: y } color: red; td:first-child > a:focus { x: y } }',
  '@charset "utf-8"; /* nothing */',
])('accepts %s', (css) => {
  expect(faults(css)).toEqual([]);
});

test.each([
  'p { x: y }',
  '* { x: y }',
  ':root { --accent: red }',
  'html, .shop-a { x: y }',
  'body { x: y }',
  '[data-x] { x: y }',
  '.shopping { x: y }',
  '.desk-button { x: y }',
  '.shop-a + p { x: y }',
  '.shop-a ~ .desk-nav { x: y }',
  '.b:not(.shop-c) { x: y }',
  '.shop-a > p, .shop-a + .b p + p { x: y }',
  ':not(.shop-a) { x: y }',
  'body:has(.shop-a) { x: y }',
  ':is(.shop-a, p) { x: y }',
  '.shop-a { & + p { x: y } }',
  '.shop-a { + p { x: y } }',
  '.shop-a { .desk:has(&) { x: y } }',
  '@media print { nav { x: y } }',
  '.shop-a { html:hover & + p { x: y } }',
  '.shop-a { color: red; body:has(&) { x: y } }',
  '.shop-a { @media print { body:has(&) { x: y } } }',
  '@font-face { font-family: shop-icons; font-family: Inter; src: url(./icons.woff2) }',
  '@layer base { .shop-a { x: y } }',
  '@scope (main) { .shop-a { x: y } }',
  '@keyframes turn { from { x: y } }',
  '@-webkit-keyframes turn { from { x: y } }',
  '@font-face { font-family: Inter; src: url(./inter.woff2) }',
  '@property --accent { syntax: "*"; inherits: false }',
  '@counter-style roman { system: cyclic; symbols: "x" }',
  '@import "./other.css";',
  '@page { margin: 0 }',
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
    `.shop-a { background: ${value} }`,
    `.shop-a { p { background: ${value} } }`,
    `.shop-a { --image: ${value} }`,
    `@keyframes shop-turn { from { background: ${value} } }`,
    `@counter-style shop-count { symbols: ${value} }`,
    `@font-face { font-family: shop-x; src: ${value} }`,
  ])
    expect([rule, faults(rule)]).toEqual([rule, elsewhere]);
});

test('reports the position of a fault', () => {
  expect(checkStylesheet('.shop-a { x: y }\n\n.shop-a, p { x: y }', 'shop', neighbours)).toMatchObject([{ line: 3, column: 10 }]);
});

const remotes = fileURLToPath(new URL('../../../../remotes/', import.meta.url));

test.each(globSync('*/src/**/*.css', { cwd: remotes }))('remotes/%s stays inside', (file) => {
  expect(checkStylesheet(readFileSync(remotes + file, 'utf8'), file.split('/')[0] ?? '', { path: file, has: () => true })).toEqual([]);
});
