// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { createMounts } from './mounts.ts';
import { containAttributes } from './page-attributes.ts';

/** Files that share a worker share its document, and what others have it do. */
const own = document.implementation.createHTMLDocument();
const { documentElement: html, body } = own;

function page() {
  const mounts = createMounts();
  mounts.subscribe(containAttributes(mounts, own));
  return mounts;
}

beforeEach(() => {
  for (const element of [html, body]) for (const { name } of [...element.attributes]) element.removeAttribute(name);
  html.lang = 'en';
  body.className = 't_light';
  body.replaceChildren(own.createElement('main'));
});

test('what a remote says of the page goes with its screen, and its classes and data come back with it', () => {
  const mounts = page();
  const leave = mounts.enter('shop');
  html.className = 'dark';
  html.lang = 'fr';
  html.dataset.theme = 'dark';
  html.style.fontSize = '62.5%';
  body.classList.add('modal-open');
  body.style.pointerEvents = 'none';
  body.children[0]?.setAttribute('aria-hidden', 'true');
  leave();
  expect([html.outerHTML.split('>')[0], body.outerHTML]).toEqual(['<html lang="en"', '<body class="t_light"><main></main></body>']);
  mounts.enter('other')();
  expect(html.dataset.theme).toBeUndefined();
  mounts.enter('shop');
  expect([html.className, html.dataset.theme, body.className, body.style.pointerEvents]).toEqual([
    'dark',
    'dark',
    't_light modal-open',
    '',
  ]);
});

test('the theme stays when classes are replaced, and what the desk chose meanwhile', async () => {
  const mounts = page();
  const leave = mounts.enter('shop');
  body.className = 'modal-open';
  await Promise.resolve();
  expect(body.className).toBe('modal-open t_light');
  body.className = 't_dark';
  await Promise.resolve();
  leave();
  expect(body.className).toBe('t_dark');
});

test('an element without a theme is left as it is: to add nothing is a change that is told of again, for ever', async () => {
  page();
  const add = vi.spyOn(html.classList, 'add').mockImplementation(() => {});
  html.className = 'dark';
  await Promise.resolve();
  expect(add).not.toHaveBeenCalled();
});
