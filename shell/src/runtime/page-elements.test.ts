// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest';
import { sampleRemote } from '../testing/sample-remote.ts';
import { createIntegrityGuard } from './integrity.ts';
import { createPrefetch } from './prefetch.ts';
import { createScreenLoader } from './screen-loader.ts';
import { loadStyles } from './styles.ts';

const remote = sampleRemote();
const resolution = { schemaVersion: 1 as const, revision: 1, environment: 'test', remotes: [remote], disabled: [] };

afterEach(() => {
  document.head.replaceChildren();
});

test('a release’s hashes are said once for each spelling, with the page’s nonce, and for modules only', () => {
  const guard = createIntegrityGuard({ covered: ['other'], nonce: 'n1', document });
  guard(remote, remote.baseUrl);
  guard(remote, remote.baseUrl);
  guard(remote, 'https://cdn.test/%73hop/1.2.0-0123456789ab/');
  const maps = [...document.querySelectorAll<HTMLScriptElement>('script[type=importmap]')];
  expect(maps.map(({ nonce }) => nonce)).toEqual(['n1', 'n1']);
  const urls = maps.map(({ textContent }) => Object.keys(JSON.parse(textContent ?? '').integrity));
  expect(urls[0]).toContain('https://cdn.test/shop/1.2.0-0123456789ab/part.js');
  expect(urls[1]).toContain('https://cdn.test/%73hop/1.2.0-0123456789ab/part.js');
  expect(urls.flat().some((url) => url.endsWith('.css'))).toBe(false);
});

test('what the page’s own import map covers is not said again, until it is spelt anew', () => {
  const guard = createIntegrityGuard({ covered: ['shop'], nonce: '', document });
  guard(remote, remote.baseUrl);
  expect(document.querySelector('script')).toBeNull();
  guard(remote, 'https://cdn.test/%73hop/1.2.0-0123456789ab/');
  expect(document.querySelector('script')).not.toBeNull();
});

test('a screen waits for its stylesheet; one that fails is taken away for the next attempt', async () => {
  const loading = loadStyles(remote.baseUrl, ['items.css'], remote.files, document);
  const link = document.querySelector('link');
  expect(link?.integrity).toBe(remote.files.at(-1)?.integrity);
  link?.dispatchEvent(new Event('error'));
  await expect(loading).rejects.toThrow('items.css');
  expect(document.querySelector('link')).toBeNull();
});

test('pointing at a link fetches what its screen needs, once, each with its hash', () => {
  const loader = createScreenLoader({ fetchScreen: () => new Promise(() => {}) });
  const prefetch = createPrefetch({ loader, guardIntegrity: () => {}, fits: () => true, document });
  prefetch.modules(resolution, '/shop/items?status=draft');
  prefetch.modules(resolution, '/shop/items');
  prefetch.modules(resolution, '/nowhere');
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')];
  expect(links.map(({ href }) => href.split('/').at(-1))).toEqual(['remoteEntry.js', 'runtime.js', 'items.js', 'part.js']);
  expect(links.every((link) => link.integrity !== '' && link.getAttribute('crossorigin') === 'anonymous')).toBe(true);
  prefetch.firstCalls(resolution, '/shop/items?status=draft');
  expect(document.querySelector('link[as=fetch]')?.getAttribute('href')).toBe('/api/resource/item?status=draft');
});

test('a screen that is there already is not fetched again', () => {
  const loader = createScreenLoader({ fetchScreen: () => new Promise(() => {}) });
  loader.screen(remote, './items').load();
  const prefetch = createPrefetch({ loader, guardIntegrity: () => {}, fits: () => true, document });
  prefetch.modules(resolution, '/shop/items');
  prefetch.firstCalls(resolution, '/shop/items');
  expect(document.querySelector('link')).toBeNull();
});

test('of a remote that cannot run here nothing is fetched', () => {
  const loader = createScreenLoader({ fetchScreen: () => new Promise(() => {}) });
  const prefetch = createPrefetch({ loader, guardIntegrity: () => {}, fits: () => false, document });
  prefetch.modules(resolution, '/shop/items');
  prefetch.firstCalls(resolution, '/shop/items');
  expect(document.querySelector('link')).toBeNull();
});
