// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { sampleAssets, sampleRemote } from '../testing/sample-remote.ts';
import { createDescriptions } from './descriptions.ts';
import { createIntegrityGuard } from './integrity.ts';
import { createAskedPaths, createPrefetch } from './prefetch.ts';
import { createScreenLoader } from './screen-loader.ts';
import { dropStyles, loadStyles } from './styles.ts';

const remote = sampleRemote();
const resolution = {
  schemaVersion: 2 as const,
  revision: 1,
  environment: 'test',
  releaseSet: 'A'.repeat(22),
  remotes: [remote],
  disabled: [],
};
const { files } = sampleAssets();

afterEach(() => {
  document.head.replaceChildren();
});

test('adds an import map once for each spelling, with the nonce, and for modules only', () => {
  const { announce: guard } = createIntegrityGuard({ covered: ['https://cdn.test/other/1.0.0-0123456789ab/'], nonce: 'n1', document });
  guard(remote.baseUrl, files);
  guard(remote.baseUrl, files);
  guard('https://cdn.test/%73hop/1.2.0-0123456789ab/', files);
  const maps = [...document.querySelectorAll<HTMLScriptElement>('script[type=importmap]')];
  expect(maps.map(({ nonce }) => nonce)).toEqual(['n1', 'n1']);
  const urls = maps.map(({ textContent }) => Object.keys(JSON.parse(textContent ?? '').integrity));
  expect(urls[0]).toContain('https://cdn.test/shop/1.2.0-0123456789ab/part.js');
  expect(urls[1]).toContain('https://cdn.test/%73hop/1.2.0-0123456789ab/part.js');
  expect(urls.flat().some((url) => url.endsWith('.css'))).toBe(false);
});

test('adds no import map for what the page covers, except for another spelling', () => {
  const { announce: guard } = createIntegrityGuard({ covered: [remote.baseUrl], nonce: '', document });
  guard(remote.baseUrl, files);
  expect(document.querySelector('script')).toBeNull();
  guard('https://cdn.test/%73hop/1.2.0-0123456789ab/', files);
  expect(document.querySelector('script')).not.toBeNull();
});

test('where later import maps are not obeyed, all modules are preloaded with their hashes before one is imported', async () => {
  const { verify } = createIntegrityGuard({ covered: ['https://cdn.test/other/'], nonce: '', document, obeysLaterMaps: false });
  const links = () => [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')];
  await verify('https://cdn.test/other/', files);
  expect(links()).toEqual([]);

  const first = verify(remote.baseUrl, files);
  expect(verify(remote.baseUrl, files)).toBe(first);
  const modules = files.filter(({ path }) => path.endsWith('.js'));
  expect(links().map(({ href, integrity }) => [href, integrity])).toEqual(
    modules.map(({ path, integrity }) => [remote.baseUrl + path, integrity]),
  );
  const [one, ...others] = links();
  for (const link of others) link.dispatchEvent(new Event('load'));
  one?.dispatchEvent(new Event('error'));
  await expect(first).rejects.toThrow(`The module ${one?.href} could not be loaded`);
  expect(links()).not.toContain(one);

  document.head.replaceChildren();
  const again = verify(remote.baseUrl, files);
  for (const link of links()) link.dispatchEvent(new Event('load'));
  await again;
});

test('where they are obeyed, nothing is waited for', async () => {
  const { verify } = createIntegrityGuard({ covered: [], nonce: '', document, obeysLaterMaps: true });
  await verify(remote.baseUrl, files);
  expect(document.querySelector('link')).toBeNull();
  expect(document.querySelector('script[type=importmap]')).not.toBeNull();
});

test('a screen waits for its stylesheet; one that fails is taken away for the next attempt', async () => {
  const loading = loadStyles({ scope: 'shop', baseUrl: remote.baseUrl, paths: ['items.css'], files }, document);
  const link = document.querySelector('link');
  expect(link?.integrity).toBe(files.at(-1)?.integrity);
  link?.dispatchEvent(new Event('error'));
  await expect(loading).rejects.toThrow('items.css');
  expect(document.querySelector('link')).toBeNull();
});

test('stylesheets of a release that is not in use any more go, however it was spelt; the desk’s own stay', () => {
  const own = document.createElement('link');
  own.rel = 'stylesheet';
  document.head.append(own);
  const link = () => document.querySelector('link[data-release]');
  void loadStyles({ scope: 'shop', baseUrl: 'https://cdn.test/%73hop/1.2.0-0123456789ab/', paths: ['items.css'], files }, document);
  dropStyles((baseUrl) => baseUrl === remote.baseUrl, document);
  expect(link()).not.toBeNull();
  dropStyles(() => false, document);
  expect(link()).toBeNull();
  expect(own.isConnected).toBe(true);
});

function setUp({
  fits = true,
  overridden = false,
  asked = createAskedPaths(async () => Response.json({})),
  known = { [remote.baseUrl]: sampleAssets() },
} = {}) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json(sampleAssets()));
  const loader = createScreenLoader({ fetchScreen: () => new Promise(() => {}) });
  const prefetch = createPrefetch({
    loader,
    descriptions: createDescriptions({ known, fetch }),
    integrity: { announce: () => {} },
    fits: () => fits,
    isOverridden: () => overridden,
    wasAsked: asked.has,
    document,
  });
  return { fetch, loader, prefetch };
}

test('pointing at a link fetches what its screen needs, once, each with its hash', async () => {
  const { prefetch, fetch } = setUp({ known: {} });
  await Promise.all([
    prefetch.modules(resolution, '/shop/items?status=draft'),
    prefetch.modules(resolution, '/shop/items'),
    prefetch.modules(resolution, '/nowhere'),
  ]);
  expect(fetch).toHaveBeenCalledOnce();
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')];
  expect(links.map(({ href }) => href.split('/').at(-1))).toEqual(['remoteEntry.js', 'runtime.js', 'items.js', 'part.js']);
  expect(links.every((link) => link.integrity !== '' && link.getAttribute('crossorigin') === 'anonymous')).toBe(true);
  prefetch.firstCalls(resolution, '/shop/items?status=draft');
  expect(document.querySelector('link[as=fetch]')?.getAttribute('href')).toBe('/api/resource/item?status=draft');
});

test('a screen that is there already, or that they go to meanwhile, is not fetched again', async () => {
  const { prefetch, loader } = setUp();
  const pointed = prefetch.modules(resolution, '/shop/items');
  loader.screen(remote, './items').load();
  await pointed;
  await prefetch.modules(resolution, '/shop/items');
  prefetch.firstCalls(resolution, '/shop/items');
  expect(document.querySelector('link')).toBeNull();
});

test('does not preload a path that was fetched before', async () => {
  const asked = createAskedPaths(async () => Response.json({}));
  const { prefetch } = setUp({ asked });
  await asked.fetch('/api/resource/item?status=draft');
  prefetch.firstCalls(resolution, '/shop/items?status=draft');
  expect(document.querySelector('link')).toBeNull();
  prefetch.firstCalls(resolution, '/shop/items?status=open');
  expect(document.querySelector('link')?.getAttribute('href')).toBe('/api/resource/item?status=open');
});

test('remembers the newest thousand paths', async () => {
  const asked = createAskedPaths(async () => Response.json({}));
  for (let count = 0; count <= 1_000; count += 1) await asked.fetch(`/api/${count}`);
  expect([asked.has('/api/0'), asked.has('/api/1'), asked.has('/api/1000')]).toEqual([false, true, true]);
});

test.each([
  ['cannot run here', { fits: false }],
  ['comes from a developer’s machine', { overridden: true }],
])('of a remote that %s nothing is fetched', async (_, options) => {
  const { prefetch } = setUp(options);
  await prefetch.modules(resolution, '/shop/items');
  prefetch.firstCalls(resolution, '/shop/items');
  expect(document.querySelector('link')).toBeNull();
});

test('ignores a description that fails while the user points at a link', async () => {
  const { prefetch, fetch } = setUp({ known: {} });
  fetch.mockRejectedValue(new TypeError('Failed to fetch'));
  await prefetch.modules(resolution, '/shop/items');
  // What a screen starts with stands in its description, so without it there is nothing to ask for ahead.
  prefetch.firstCalls(resolution, '/shop/items');
  expect(document.querySelector('link')).toBeNull();
});

test('fetches descriptions ahead for a small fleet only', async () => {
  const fleet = (count: number) => ({
    ...resolution,
    remotes: Array.from({ length: count }, (_, index) => sampleRemote({ scope: `r${index}` })),
  });
  const { prefetch, fetch } = setUp({ known: {} });
  await prefetch.descriptions(fleet(13));
  expect(fetch).not.toHaveBeenCalled();
  await prefetch.descriptions(fleet(12));
  expect(fetch).toHaveBeenCalledTimes(12);
});
