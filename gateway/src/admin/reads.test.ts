import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FleetRemote, ReleaseHealth } from '@business-m/contract/admin';
import { StoreReadOnly, StoreUnavailable } from '@business-m/manifest/store';
import { expect, test, vi } from 'vitest';
import { startAdminGateway } from './testing/admin-gateway.ts';
import { wanted } from './testing/call-admin.ts';
import { publishShop, shopDocuments } from './testing/shop-documents.ts';

const PROD = '/environments/prod';

test('lists environments with lock and fault, without documents that are only extended', async () => {
  const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases, { approval: true }) });
  await call('POST', `${PROD}/changes`, { seen: 1, body: wanted({ kind: 'remove', scope: 'shop' }) });
  await call('POST', '/environments/staging/changes', { seen: 1, body: wanted({ kind: 'lock', reason: 'Tests run.' }) });
  const { body } = await call('GET', '/environments');
  expect(body).toMatchObject({
    serving: 'prod',
    environments: [
      { name: 'prod', extends: 'base', head: { number: 1, author: { id: 'seed' } }, approval: true, locked: null, pending: 1, fault: null },
      { name: 'staging', head: { number: 2 }, approval: false, locked: { reason: 'Tests run.', by: 'Ann' }, pending: 0 },
    ],
  });
  expect(JSON.stringify(body)).not.toContain('"text"');
});

test('maps a stack for ops alone, by the maps that were published with the release', async () => {
  const sourceMaps = '{"a.js":{"sources":["src/a.ts"],"mappings":"AAAA"}}';
  let id = '';
  const { call } = await startAdminGateway({
    documents(releases) {
      const documents = shopDocuments(releases);
      id = releases.publish('shop', '2.0.0', { sourceMaps });
      return documents;
    },
    maps: async (scope, release) => (scope === 'shop' && release === id ? Buffer.from(sourceMaps) : null),
  });
  const ask = (stack: string, options = {}) => call('GET', `/stack?${new URLSearchParams({ scope: 'shop', release: id, stack })}`, options);
  expect((await ask('s a.js:1:1')).body).toEqual({ stack: 's src/a.ts:1:1' });
  expect((await ask('s a.js:1:1', { as: 'pia' })).status).toBe(403);
  expect((await ask('x'.repeat(1_501))).body).toMatchObject({ code: 'bad-query', field: 'stack' });
  expect((await call('GET', '/stack?scope=../shop&release=x&stack=y')).body).toMatchObject({ code: 'bad-query', field: 'scope' });
  expect((await call('GET', '/stack?scope=shop')).body).toMatchObject({ code: 'bad-query', detail: '“release” is missing.' });
  id = '9.9.9-0123456789abcdef0123456789abcdef';
  expect((await ask('s a.js:1:1')).body).toMatchObject({ stack: null, reason: expect.stringContaining('cannot be read') });
});

test('answers an environment with its own text and its merged document', async () => {
  const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  const { body, headers } = await call('GET', PROD, { as: 'pia' });
  expect(headers.get('etag')).toBe('"1"');
  expect(JSON.parse(body.head.text)).not.toHaveProperty('backend');
  expect(body.merged).toMatchObject({ environment: 'prod', backend: { mode: 'indie' }, remotes: { shop: { enabled: true } } });
});

test('pages the history newest first, with differences', async () => {
  const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  for (const [index, kind] of (['disable', 'enable', 'disable'] as const).entries())
    await call('POST', `${PROD}/changes`, { seen: index + 1, body: wanted({ kind, scope: 'shop' }) });
  const first = (await call('GET', `${PROD}/history?limit=2`)).body;
  expect(first).toMatchObject({
    items: [
      { revision: { number: 4 }, differences: [{ path: 'remotes.shop.enabled', before: true, after: false }] },
      { revision: { number: 3 }, differences: [{ path: 'remotes.shop.enabled', before: false, after: true }] },
    ],
    next: 3,
  });
  const second = (await call('GET', `${PROD}/history?limit=2&before=3`)).body;
  expect(second).toMatchObject({
    items: [{ revision: { number: 2 } }, { revision: { number: 1, parent: null }, differences: [] }],
    next: null,
  });
});

test('answers one revision with its text and differences', async () => {
  const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  await call('POST', `${PROD}/changes`, { seen: 1, body: wanted({ kind: 'disable', scope: 'shop' }) });
  const { body } = await call('GET', `${PROD}/revisions/2`, { as: 'pia' });
  expect(body).toMatchObject({
    revision: { number: 2, parent: 1, author: { id: 'ann' } },
    differences: [{ path: 'remotes.shop.enabled', before: true, after: false }],
  });
  expect(JSON.parse(body.revision.text).remotes.shop.enabled).toBe(false);
  expect((await call('GET', `${PROD}/revisions/1`)).body.differences).toEqual([]);
  expect((await call('GET', '/environments/staging/revisions/2')).body.code).toBe('unknown-revision');
});

test('compares two revisions, a revision with the newest, and two environments', async () => {
  const { call, releases } = await startAdminGateway({ documents: (all) => shopDocuments(all) });
  const { old, now } = publishShop(releases);
  await call('POST', `${PROD}/changes`, { seen: 1, body: wanted({ kind: 'disable', scope: 'shop' }) });
  const enabled = { path: 'remotes.shop.enabled', before: true, after: false };
  expect((await call('GET', `${PROD}/diff?from=1&to=2`)).body.differences).toEqual([enabled]);
  expect((await call('GET', `${PROD}/diff?from=1`)).body.differences).toEqual([enabled]);
  expect((await call('GET', `${PROD}/diff?from=2&to=1`)).body.differences).toEqual([{ ...enabled, before: false, after: true }]);
  expect((await call('GET', `${PROD}/diff?with=staging`)).body.differences).toEqual([
    { path: 'environment', before: 'prod', after: 'staging' },
    { path: 'remotes.shop.enabled', before: false, after: true },
    { path: 'remotes.shop.releases.stable', before: old, after: now },
  ]);
});

test('answers the fleet with releases, signers, health and upstreams', async () => {
  const health = {
    shop: [{ release: '1.0.0-0123456789ab', users: 9, failed: 1, slow: 0, failures: [{ kind: 'crashed', code: 'threw', users: 1 }] }],
  };
  const { call, releases, manifest } = await startAdminGateway({
    documents: (all) => shopDocuments(all),
    health,
    upstreams: { shop: { status: 'down', docTypes: 0, message: 'does not answer' } },
  });
  const stable = manifest.current()?.desired.remotes.shop?.releases.stable ?? '';
  releases.sign('shop', stable, '0123456789abcdef');
  const whole = '/fleet?published=true';
  const { body } = await call('GET', whole, { as: 'pia' });
  expect(body).toMatchObject({
    environment: 'prod',
    revision: 1,
    cdn: 'http://cdn.test',
    windowMinutes: 60,
    shell: { build: 'build-1', hostApi: '1.0.0', shared: { react: '19.3.1' } },
    remotes: [
      {
        scope: 'shop',
        remote: { releases: { stable } },
        published: [
          { version: '1.2.0', signedBy: null },
          { version: '1.1.0', signedBy: null },
          { id: stable, version: '1.0.0', publishedAt: '2026-01-01T00:00:00.000Z', signedBy: '0123456789abcdef' },
        ],
        health: health.shop,
        upstream: { url: 'http://services.test', status: 'down', message: 'does not answer' },
      },
    ],
  });
  releases.goAway();
  const away = (await call('GET', whole)).body.remotes[0];
  expect(away).toMatchObject({ scope: 'shop', remote: { releases: { stable } } });
  expect(away).not.toHaveProperty('published');
});

test('sends the fleet only when it changed, and published releases only when asked', async () => {
  const health: Record<string, ReleaseHealth[]> = {};
  const { call, releases } = await startAdminGateway({
    documents: (all) => shopDocuments(all),
    health,
  });
  const first = await call('GET', '/fleet');
  expect(first.body.remotes.map((remote: FleetRemote) => [remote.scope, 'published' in remote])).toEqual([['shop', false]]);
  const seen = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } };
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  // What the CDN has is not looked at, so that it is away changes nothing.
  releases.goAway();
  expect(await call('GET', '/fleet', seen)).toMatchObject({ status: 304, body: null });
  expect((await call('GET', '/fleet?published=true', seen)).status).toBe(304);
  health.shop = [{ release: '1.0.0-0123456789ab', users: 1, failed: 0, slow: 0, failures: [] }];
  expect(await call('GET', '/fleet', seen)).toMatchObject({ status: 200, body: { remotes: [{ health: health.shop }] } });
  // Who may not see it is not told that nothing changed.
  expect((await call('GET', '/fleet', { ...seen, as: 'clerk' })).status).toBe(403);
});

test('answers one remote of the fleet', async () => {
  const { call } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  expect((await call('GET', '/fleet?scope=shop')).body.remotes).toMatchObject([{ scope: 'shop' }]);
  for (const scope of ['constructor', '__proto__', '../etc', ''])
    expect([scope, (await call('GET', `/fleet?scope=${scope}&published=true`)).body.remotes]).toEqual([scope, []]);
  expect((await call('GET', '/fleet?published=1')).body).toMatchObject({ code: 'bad-query', field: 'published' });
});

test('a publication is checked against the releases of all environments, with the policy of the one served', async () => {
  const { call, releases, manifest } = await startAdminGateway({
    documents: (all) => ({
      ...shopDocuments(all, { budget: { screenKb: 50, releaseKb: 500 } }),
      // Its variables are set elsewhere.
      far: {
        extends: 'base',
        environment: 'far',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how a document names a variable.
        cdn: '${FAR_ORIGIN}',
        policy: { consent: { shed: ['workers'] } },
        remotes: { shed: { title: 'x', team: 'x', enabled: true, releases: { stable: all.publish('shed', '1.0.0') } } },
      },
    }),
  });
  const { now } = publishShop(releases);
  const stable = manifest.current()?.desired.remotes.shop?.releases.stable;
  const { body } = await call('GET', '/gate', { as: 'pia' });
  expect(body).toMatchObject({ shell: { hostApi: '1.0.0' }, policy: { budget: { screenKb: 50, releaseKb: 500 } } });
  expect(body.consents).toEqual({ prod: {}, far: { shed: ['workers'] }, staging: {} });
  expect(body.releases.map(({ environment, id }: { environment: string; id: string }) => [environment, id])).toEqual([
    ['prod', stable],
    ['far', expect.stringMatching(/^1\.0\.0-/)],
    ['staging', now],
  ]);
});

test('answers 503 while the store is away, and logs the attempt', async () => {
  let away = false;
  const gone = async () => {
    throw new StoreUnavailable('nobody is there');
  };
  const { call, audits } = await startAdminGateway({
    documents: (releases) => shopDocuments(releases),
    wrap: (documents) => new Proxy(documents, { get: (target, name) => (away ? gone : Reflect.get(target, name)) }),
  });
  away = true;
  for (const path of ['/environments', PROD, `${PROD}/history`, `${PROD}/diff?from=1`, `${PROD}/proposals`, '/gate']) {
    const answer = await call('GET', path);
    expect([path, answer.status, answer.body.code]).toEqual([path, 503, 'store-unavailable']);
    expect(answer.headers.get('retry-after')).toBe('2');
  }
  expect((await call('GET', '/fleet')).status).toBe(200);
  const written = await call('POST', `${PROD}/changes`, { seen: 1, body: wanted({ kind: 'disable', scope: 'shop' }) });
  expect(written.body.code).toBe('store-unavailable');
  expect(audits()).toMatchObject([{ action: 'changes', by: 'ann', outcome: 'refused', code: 'store-unavailable' }]);
});

test('answers 409 for a read-only store', async () => {
  const { call } = await startAdminGateway({
    documents: (releases) => shopDocuments(releases),
    wrap: (documents) => ({
      ...documents,
      write: async () => {
        throw new StoreReadOnly('/etc/desk cannot be written');
      },
    }),
  });
  const written = await call('POST', `${PROD}/changes`, { seen: 1, body: wanted({ kind: 'disable', scope: 'shop' }) });
  expect([written.status, written.body.code, written.headers.get('retry-after')]).toEqual([409, 'store-read-only', null]);
  expect(written.body.detail).toMatch(/read-only.*Edit their files/);
  expect(written.body.detail).not.toContain('/etc/desk');
});

test('shows a refused hand edit beside the environment that stays in force', async () => {
  const { call, folder, documents } = await startAdminGateway({ documents: (releases) => shopDocuments(releases) });
  await writeFile(join(folder, 'environments', 'staging.json'), '{ "extends": "base", "environment": 7 }');
  await vi.waitFor(() => expect(documents.faults().has('staging')).toBe(true), { timeout: 10_000 });
  const { environments } = (await call('GET', '/environments')).body;
  expect(environments).toMatchObject([
    { name: 'prod', fault: null },
    { name: 'staging', head: { number: 1 }, fault: { path: 'environment' } },
  ]);
});
