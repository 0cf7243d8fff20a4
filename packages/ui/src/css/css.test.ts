import { beforeAll, expect, test } from 'vitest';
import { themes } from '../theme/themes.ts';
import { deskCss } from './index.ts';

// The whole of Tamagui is loaded to make it, which takes a busy machine a while.
let css = '';
beforeAll(async () => {
  css = await deskCss();
});

test('every variable the rules use is one that a theme or the rules give', () => {
  const given = new Set([
    ...Object.keys(themes.light).map((role) => `--${role}`),
    ...[...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name),
  ]);
  // Set by the grid and by Ariakit at run time, and Tamagui's hook for colours nobody set.
  for (const own of ['--depth', '--width', '--popover-available-height', '--t_selectionColor', '--t_placeholderColor']) given.add(own);
  const used = [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
  expect([...new Set(used)].filter((name) => !given.has(name))).toEqual([]);
});

test('both themes are in it, and nothing is fetched from elsewhere', () => {
  for (const { accent } of Object.values(themes)) expect(css).toContain(accent);
  expect(css).not.toMatch(/@import|url\(/);
});

test('under reduced motion nothing is in transition, not for a moment', () => {
  const [, rules = ''] = css.match(/@media \(prefers-reduced-motion: reduce\)\s*\{([^}]+)\}/) ?? [];
  expect(rules.replaceAll(' ', '')).toMatch(/transition-duration:0s!important/);
});

test('figures line up in columns of amounts, days and numbers of documents, and text keeps its own', () => {
  const [grid, lines] = ['grid', 'lines'].map((table) => css.match(new RegExp(`\\.desk-${table} ([^{}]+)\\s*\\{[^}]*tabular-nums`))?.[1]);
  for (const selector of [grid, lines]) expect(selector).toMatch(/is-end.*is-whole/);
});

test('what elements start from is in a layer, so that utilities of a remote’s own layers win', () => {
  const [layer = ''] = css.match(/@layer desk-base \{(?:[^{}]*\{[^{}]*\})*\s*\}/) ?? [];
  for (const element of ['button', 'a', 'h1, h2, h3, h4, p']) expect(layer).toMatch(new RegExp(`^${element}[^{]*\\{`, 'm'));
  const outside = css.replace(layer, '').replaceAll(/\/\*.*?\*\//gs, '');
  const rules = [...outside.matchAll(/([^{};]+)\{[^{}]*/g)].filter(([rule]) => !rule.includes('transition-duration'));
  const selectors = rules.flatMap(([, list = '']) => list.split(/,(?![^()]*\))/).map((it) => it.trim()));
  const names = selectors.filter((it) => /^[a-z]*\d?(?:::?[a-z-]+)*$/.test(it));
  expect(new Set(names)).toEqual(new Set([':root', 'html', 'body', 'to']));
});
