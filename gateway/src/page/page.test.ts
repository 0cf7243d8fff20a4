import { remoteAssetsSchema } from '@business-m/contract';
import { expect, test } from 'vitest';
import { type GatewayOptions, startTestGateway, stateWith } from '../testing/running-gateway.ts';
import { shellJson } from '../testing/shell-fixture.ts';

const html = { accept: 'text/html,*/*;q=0.8' };

/** The shop, whose screen imports these shared packages; undefined: its release does not say. */
function shopThatImports(shared?: string[]) {
  const state = stateWith({ shop: 'http://127.0.0.1:9' });
  for (const { remote } of Object.values(state.releases.shop ?? {}))
    for (const exposed of Object.values(remote.exposes)) Object.assign(exposed, { shared });
  return state;
}

async function setUp(options: GatewayOptions = { state: shopThatImports(['react']) }) {
  const gateway = await startTestGateway(options);
  const cookie = await gateway.cookieOf();
  const [release] = Object.values(gateway.manifest.current()?.releases.shop ?? {});
  const base = `http://cdn.test/shop/${release?.id}/`;
  const page = async (path: string, headers: Record<string, string> = { cookie }) => {
    const answer = await fetch(gateway.origin + path, { headers: { ...html, ...headers } });
    return { answer, text: await answer.text() };
  };
  return { gateway, cookie, release, base, page };
}

const links = (text: string, rel: string) =>
  [...text.matchAll(new RegExp(`<link rel="${rel}"[^>]*href="([^"]*)"`, 'g'))].map(([, href]) => href);
const importMap = (text: string): { imports: Record<string, string>; integrity: Record<string, string> } =>
  JSON.parse(/<script type="importmap" nonce="[^"]+">(.*?)<\/script>/.exec(text)?.[1] ?? '');
const boot = (text: string) => JSON.parse(/<script type="application\/json" id="desk-boot"[^>]*>(.*?)<\/script>/.exec(text)?.[1] ?? '');

test('a screen is requested whole: shell, remote, exposed module, first calls', async () => {
  const { release, base, page } = await setUp();
  const { answer, text } = await page('/shop/items?q=a&sort=-id');
  expect(answer.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8/i);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(links(text, 'modulepreload')).toEqual(['/assets/shared-2.js', `${base}remoteEntry.js`, `${base}items.js`]);
  expect(links(text, 'preload')).toEqual([
    `${base}items.css`,
    '/api/gateway/remotes',
    '/api/meta/item',
    '/api/resource/item?q=a&amp;sort=-id',
  ]);
  // A browser fetches once more what was preloaded with another hash than it is used with.
  const style = release?.remote.files.find(({ path }) => path === 'items.css');
  expect(text).toContain(`href="${base}items.css" integrity="${style?.integrity}"`);
  expect(boot(text)).toEqual({
    user: { id: 'u-clerk', email: 'clerk@example.com', name: 'Clerk', roles: ['clerk'], tenant: 'demo', region: 'eu-west' },
    covered: ['shop'],
    assets: { [base]: remoteAssetsSchema.parse(release?.remote) },
    shell: expect.stringMatching(/^[\w-]{16}$/),
    overrides: [],
    granted: [],
  });
});

test.each([
  ['of a shared package on demand: those that the screen imports', ['react', 'kit/form'], ['/assets/form-4.js']],
  ['of a shared package on demand: none that the screen does not import', [], []],
  ['of every shared package, for a release that does not say what it imports', undefined, ['/assets/form-4.js', '/assets/table-5.js']],
])('preloads the modules %s', async (_, shared, expected) => {
  const { base, page } = await setUp({ state: shopThatImports(shared) });
  const { text } = await page('/shop/items');
  expect(links(text, 'modulepreload')).toEqual(['/assets/shared-2.js', ...expected, `${base}remoteEntry.js`, `${base}items.js`]);
  for (const path of expected) {
    const file = shellJson.files.find((each) => `/${each.path}` === path);
    expect(text).toContain(`href="${path}" integrity="${file?.integrity}"`);
  }
});

test('the import map is before every module, and has the integrity of the shell and of the whole release', async () => {
  const { release, base, page } = await setUp();
  const { text } = await page('/shop/items');
  const integrity = Object.fromEntries(
    [
      ...shellJson.files.map((file) => [`/${file.path}`, file.integrity]),
      ...(release?.remote.files ?? []).map((file) => [base + file.path, file.integrity]),
    ].filter(([url]) => url?.endsWith('.js')),
  );
  expect(importMap(text).integrity).toEqual(integrity);
  expect(text.indexOf('importmap')).toBeLessThan(text.search(/modulepreload|type="module"/));
});

test('the import map leads to the shell’s shared packages by name, and is the only one of the page', async () => {
  const { page } = await setUp();
  const { text } = await page('/shop/items');
  expect(importMap(text).imports).toEqual({ react: '/assets/shared-2.js', 'kit/form': '/assets/form-4.js' });
  expect(text.split('importmap')).toHaveLength(2);
  expect(text).not.toContain('without-a-gateway');
});

test('a screen of nothing known has the shell alone', async () => {
  const { page } = await setUp();
  for (const path of ['/', '/nowhere', '/shop/items/a/b/c']) {
    const { answer, text } = await page(path);
    expect(answer.status).toBe(200);
    expect(text).not.toContain('cdn.test/shop');
    expect(links(text, 'preload')).toEqual(['/api/gateway/remotes']);
    expect(boot(text).covered).toEqual([]);
  }
});

test('who is not signed in learns nothing of the remotes', async () => {
  const { page } = await setUp();
  const { text } = await page('/shop/items', {});
  expect(boot(text)).toMatchObject({ user: null, covered: [], assets: {}, overrides: [] });
  expect(text).not.toContain('cdn.test');
  expect(links(text, 'preload')).toEqual([]);
  expect(links(text, 'modulepreload')).toEqual(['/assets/shared-2.js']);
});

test('every page has a nonce of its own, in its policy and on each of its scripts', async () => {
  const { page } = await setUp();
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const { answer, text } = await page('/shop/items');
      const policy = answer.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(policy).toContain(`script-src 'self' http://cdn.test 'nonce-${nonce}'`);
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(text).not.toContain('__CSP_NONCE__');
      for (const [tag] of text.matchAll(/<script[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
      return nonce;
    }),
  );
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(nonces[0]?.length).toBeGreaterThanOrEqual(22);
});

test('nothing a URL holds gets out of its attribute', async () => {
  const { gateway, cookie } = await setUp();
  const path = '/shop/items?q="><script>alert(1)</script>';
  const { rawRequest } = await import('../testing/raw-request.ts');
  const text = await rawRequest(
    gateway.port,
    `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
  );
  expect(text).toContain('200 OK');
  expect(text).not.toContain('<script>alert');
  expect(text).toContain('&quot;&gt;&lt;script&gt;');
});

test('an item whose name has a slash has a page', async () => {
  const { page } = await setUp();
  const { text } = await page('/shop/items/a%2Fb%20c');
  expect(links(text, 'preload')).toContain('/api/resource/item/a%2Fb%20c');
});

test('a page is drawn also while the manifest is not known', async () => {
  const { page } = await setUp({ state: null });
  const { answer, text } = await page('/shop/items');
  expect(answer.status).toBe(200);
  expect(boot(text)).toMatchObject({ user: { id: 'u-clerk' }, covered: [] });
});

/** The shop asks for these, and ops consent to some. */
function shopThatNeeds(needs: string[], consent: string[]) {
  const state = stateWith({ shop: 'http://127.0.0.1:9' }, { policy: { consent: { shop: consent, nobody: ['camera'] } } });
  for (const { remote } of Object.values(state.releases.shop ?? {})) Object.assign(remote, { needs });
  return state;
}

test('a page may do what a remote of its release set needs and ops consent to, and nothing else', async () => {
  const needs = ['workers', 'wasm', 'blobs', 'connect https://tiles.example.com', 'camera', 'style-nonce', 'style-attributes'];
  const granted = needs.filter((need) => need !== 'blobs');
  const { page } = await setUp({ state: shopThatNeeds(needs, [...granted, 'frames https://unasked.example']) });
  const { answer, text } = await page('/');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(boot(text)).toMatchObject({ granted: [...granted].sort(), styleNonce: expect.stringMatching(/^[\w-]{22}$/) });
  expect(policy).toMatch(/script-src [^;]*'wasm-unsafe-eval'/);
  expect(policy).toMatch(/worker-src blob:/);
  expect(policy).toMatch(/connect-src 'self' http:\/\/cdn\.test https:\/\/tiles\.example\.com;/);
  expect(policy).toContain(`'nonce-${boot(text).styleNonce}'`);
  expect(policy.match(/script-src [^;]*/)?.[0]).not.toContain(boot(text).styleNonce);
  expect(policy).toContain("; style-src-attr 'unsafe-inline'");
  expect(policy).not.toMatch(/(style-src|style-src-elem|script-src) [^;]*unsafe-inline/);
  expect(policy).not.toContain('unasked');
  expect(policy).not.toMatch(/img-src [^;]*blob:/);
  expect(answer.headers.get('permissions-policy')).toMatch(/camera=\(self\), microphone=\(\)/);
});

test.each([
  ['nobody consented', ['workers', 'camera'], []],
  ['nobody needs it', [], ['workers', 'camera']],
])('a page has the narrow policy when %s', async (_, needs, consent) => {
  const { page } = await setUp({ state: shopThatNeeds(needs, consent) });
  const { answer, text } = await page('/shop/items');
  expect(boot(text).granted).toEqual([]);
  expect(answer.headers.get('content-security-policy')).toContain("worker-src 'none'");
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe-inline');
  expect(answer.headers.get('permissions-policy')).toMatch(/^camera=\(\), /);
});

test('who is not signed in has the narrow policy', async () => {
  const { page } = await setUp({ state: shopThatNeeds(['workers'], ['workers']) });
  const { answer } = await page('/shop/items', {});
  expect(answer.headers.get('content-security-policy')).toContain("worker-src 'none'");
});
