import { expect, test } from 'vitest';
import { containSelectors, isContained, namesPage } from './contain-selectors.ts';

const M = '[data-desk-remote="shop"]';
const W = `:where(${M}, ${M} *)`;
const root = (name: string) => `:is(${name}, :where(${M}))`;

test.each([
  ['p', `p${W}`],
  ['*', `*${W}`],
  ['a, b > c', `a${W}, b > c${W}`],
  ['*::before', `*${W}::before`],
  ['::selection', `${W}::selection`],
  ['a:after', `a${W}:after`],
  ['::-webkit-scrollbar-thumb:hover', `${W}::-webkit-scrollbar-thumb:hover`],
  ['dialog::backdrop', `dialog${W}::backdrop`],
  [':root', `${root(':root')}${W}`],
  [':ROOT', `${root(':root')}${W}`],
  ['html, body', `${root('html')}${W}, ${root('body')}${W}`],
  ['html.dark', `${root('html')}.dark${W}, html.dark :where(${M})`],
  ['html > body', `${root('html')} > ${root('body')}${W}, html > body :where(${M})`],
  ['.dark .card', `.dark .card${W}`],
  ['body > #app', `${root('body')} > #app${W}`],
  [':where(html)', `:where(${root('html')})${W}`],
  [':not(html):has(body)', `:not(${root('html')}):has(${root('body')})${W}`],
  ['&', `&${W}`],
  ['& + p', `& + p${W}`],
  ['> p', `> p${W}`],
  ['a /* , html { */ b', `a  b${W}`],
  ['a[title="], html {"]', `a[title="], html {"]${W}`],
  [String.raw`.a\,b`, String.raw`.a\,b${W}`],
  [String.raw`.md\:hover\:x:hover`, String.raw`.md\:hover\:x:hover${W}`],
  ['a:is(b, c > d)', `a:is(b, c > d)${W}`],
  ['a:lang(html)', `a:lang(html)${W}`],
  ['.body, .html-x, my-html, [html]', `.body${W}, .html-x${W}, my-html${W}, [html]${W}`],
  ['::view-transition-old(root)', `${W}::view-transition-old(root)`],
  ['svg|a', `svg|a${W}`],
  ['.größe', `.größe${W}`],
])('contains %s', (list, contained) => {
  expect(containSelectors(list, 'shop')).toBe(contained);
  expect(isContained(contained, 'shop')).toBe(true);
  expect(containSelectors(contained, 'shop')).toBe(contained);
});

test.each([
  ['as minifiers write it', 'p:where([data-desk-remote=shop],[data-desk-remote=shop] *)'],
  ['with a pseudo-element', 'p:where([data-desk-remote=shop],[data-desk-remote=shop] *)::before'],
])('knows what is contained, %s', (_, list) => {
  expect(isContained(list, 'shop')).toBe(true);
  expect(containSelectors(list, 'shop')).toBe(list);
});

test.each([
  'p',
  `p:not(${W})`,
  `${W} p`,
  `p:has(${W})`,
  `p:is(a, ${W})`,
  `p${W.replaceAll('shop', 'yard')}`,
  `p[x=":where(${M})"]`,
  `${W} + p, p${W}`,
  'p:where([data-desk-remote=shop], *)',
  '',
])('does not take %s for contained', (list) => {
  expect(isContained(list, 'shop')).toBe(false);
});

test.each(['a[b', 'a:is(b', 'a"b', String.raw`a\ `.trim(), '/* a', ')', ']]', ',', ', ,', ':', '::', ':not(', 'a >', '&&', '\0'])(
  'reads %s without an end of its own',
  (list) => {
    expect(() => containSelectors(list, 'shop')).not.toThrow();
  },
);

test('says which lists mean the page', () => {
  expect(['html', ':root, :host', 'a, body.x', ':is(html)'].filter(namesPage)).toHaveLength(4);
  expect(['.html', 'html p', 'a[b=html]', 'p'].filter(namesPage)).toEqual([]);
});
