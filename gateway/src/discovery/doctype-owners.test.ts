import { expect, onTestFinished, test, vi } from 'vitest';
import { memoryManifest, stateWith } from '../testing/running-gateway.ts';
import { startUpstream } from '../testing/upstream.ts';
import { discoverScope } from './discover-scope.ts';
import { createDocTypeOwners } from './doctype-owners.ts';

/** Services that own what the test says, or fail as it says. */
function setUp(services: Record<string, string[] | Error>) {
  const manifest = memoryManifest(stateWith(Object.fromEntries(Object.keys(services).map((scope) => [scope, `http://${scope}.test`]))));
  const log = { info: vi.fn(), error: vi.fn() };
  const discover = vi.fn(async (scope: string) => {
    const owned = services[scope];
    if (owned instanceof Error) throw owned;
    return owned ?? [];
  });
  let now = 0;
  const pass = (ms: number) => {
    now += ms;
  };
  const owners = createDocTypeOwners({ manifest, log, discover, now: () => now });
  onTestFinished(() => owners.close());
  return { services, manifest, log, discover, owners, pass };
}

test('the owner is who says so', async () => {
  const { owners } = setUp({ shop: ['item', 'order'], yard: ['bin'] });
  await owners.refresh();
  expect(await Promise.all(['item', 'order', 'bin', 'nothing'].map((name) => owners.find(name, 'demo')))).toEqual([
    'shop',
    'shop',
    'yard',
    null,
  ]);
});

test('a DocType that is new is found at once', async () => {
  const { owners, services } = setUp({ shop: ['item'] });
  await owners.refresh();
  services.shop = ['item', 'order'];
  expect(await owners.find('order', 'demo')).toBe('shop');
});

test('asking for nonsense over and over asks the services once a second', async () => {
  const { owners, discover, pass } = setUp({ shop: ['item'] });
  await owners.refresh();
  for (let ask = 0; ask < 50; ask += 1) await owners.find(`nonsense-${ask}`, 'demo');
  expect(discover).toHaveBeenCalledTimes(2);
  pass(1_000);
  await owners.find('nonsense', 'demo');
  expect(discover).toHaveBeenCalledTimes(3);
});

test('a service that falls silent keeps what it owns, and is reported once', async () => {
  const { owners, services, log } = setUp({ shop: ['item'], yard: ['bin'] });
  await owners.refresh();
  services.yard = new Error('does not answer');
  await owners.refresh();
  await owners.refresh();
  expect(await owners.find('bin', 'demo')).toBe('yard');
  expect(owners.health()).toEqual({
    shop: { status: 'up', docTypes: 1 },
    yard: { status: 'down', docTypes: 1, message: 'does not answer' },
  });
  expect(log.error).toHaveBeenCalledTimes(1);
});

test('what nobody is known to own may belong to a service that has not answered yet', async () => {
  const { owners, services, pass } = setUp({ shop: ['item'], yard: new Error('does not answer') });
  await owners.refresh();
  expect(await owners.find('item', 'demo')).toBe('shop');
  await expect(owners.find('bin', 'demo')).rejects.toMatchObject({ code: 'upstream-down', headers: { 'retry-after': '2' } });
  services.yard = ['bin'];
  pass(1_000);
  expect(await owners.find('bin', 'demo')).toBe('yard');
  expect(await owners.find('nonsense', 'demo')).toBeNull();
});

test('a claim on what another owns is refused loudly, whichever comes first in the document', async () => {
  const { owners, services, log } = setUp({ alpha: [], shop: ['item'] });
  await owners.refresh();
  services.alpha = ['item', 'extra'];
  await owners.refresh();
  expect(await owners.find('item', 'demo')).toBe('shop');
  expect(await owners.find('extra', 'demo')).toBe('alpha');
  expect(owners.conflicts()).toEqual([{ doctype: 'item', owner: 'shop', claimedBy: 'alpha' }]);
  await owners.refresh();
  expect(log.error).toHaveBeenCalledExactlyOnceWith({ doctype: 'item', owner: 'shop', claimedBy: 'alpha' }, expect.any(String));
  services.shop = [];
  await owners.refresh();
  expect(await owners.find('item', 'demo')).toBe('alpha');
  expect(owners.conflicts()).toEqual([]);
});

test('a scope on hold is being moved: that nobody serves it is no outage', async () => {
  const { owners, services, manifest, log } = setUp({ shop: ['item'] });
  await owners.refresh();
  services.shop = new Error('discovery answered 421');
  const shop = { upstream: 'http://shop.test', hold: true };
  manifest.set(stateWith({}, { backend: { mode: 'enterprise', scopes: { shop } } }));
  await owners.refresh();
  expect(owners.health()).toEqual({ shop: { status: 'up', docTypes: 1 } });
  manifest.set(stateWith({ shop: 'http://shop.test' }));
  await vi.waitFor(() => expect(owners.health()).toMatchObject({ shop: { status: 'down' } }));
  expect(log.error).toHaveBeenCalledOnce();
});

test('an edit during a refresh is followed at once, and not by the answers to the questions of before', async () => {
  const { owners, discover, manifest, log } = setUp({ shop: ['item'] });
  const { promise, reject } = Promise.withResolvers<string[]>();
  await owners.refresh();
  discover.mockImplementationOnce(() => promise);
  const slow = owners.refresh();
  manifest.set(stateWith({ shop: 'http://elsewhere.test' }));
  reject(new Error('discovery answered 421'));
  await slow;
  await vi.waitFor(() => expect(discover).toHaveBeenLastCalledWith('shop', new URL('http://elsewhere.test')));
  expect([await owners.find('item', 'demo'), owners.health().shop?.status]).toEqual(['shop', 'up']);
  expect(log.error).not.toHaveBeenCalled();
});

test('a scope that leaves the manifest owns nothing any more', async () => {
  const { owners, manifest } = setUp({ shop: ['item'], yard: ['bin'] });
  await owners.refresh();
  manifest.set(stateWith({ shop: 'http://shop.test' }));
  await owners.refresh();
  expect(await owners.find('bin', 'demo')).toBeNull();
  expect(Object.keys(owners.health())).toEqual(['shop']);
});

test.each<[string, Parameters<typeof startUpstream>[1], RegExp]>([
  ['an error', (_, response) => void response.writeHead(500).end(), /answered 500/],
  ['no JSON', (_, response) => void response.end('<html>'), /wrong at its root/],
  [
    'another shape',
    (_, response) => void response.end('{"scope":"shop","version":"1","docTypes":[{"doctype":"Not OK"}]}'),
    /wrong at docTypes\.0\.doctype/,
  ],
  ['for another scope', (_, response) => void response.end('{"scope":"yard","version":"1","docTypes":[]}'), /speaks for "yard"/],
  ['too much', (_, response) => void response.end('x'.repeat(2_000_000)), /larger than/],
  ['a redirect', (_, response) => void response.writeHead(302, { location: '/elsewhere' }).end(), /redirect/],
])('a service that answers %s is down, with a reason', async (_, handler, reason) => {
  const upstream = await startUpstream({}, handler);
  onTestFinished(() => upstream.stop());
  await expect(discoverScope('shop', new URL(upstream.origin))).rejects.toThrow(reason);
});

test('a tenant’s own service is asked too, owns what it has for its scope, and its silence is its tenants’ alone', async () => {
  const scopes = { shop: { upstream: 'http://shop.test', tenants: { acme: { upstream: 'http://acme.test' } } } };
  const manifest = memoryManifest(stateWith({}, { backend: { mode: 'enterprise', scopes } }));
  const log = { info: vi.fn(), error: vi.fn() };
  const discover = vi.fn(async (_: string, { host }: URL) => {
    if (host === 'acme.test' && !isUp) throw new Error('does not answer');
    return host === 'acme.test' ? ['item', 'extra'] : ['item'];
  });
  let isUp = false;
  let now = 0;
  const owners = createDocTypeOwners({ manifest, log, discover, now: () => (now += 10_000) });
  onTestFinished(() => owners.close());
  await owners.refresh();
  expect(await owners.find('extra', 'demo')).toBeNull();
  await expect(owners.find('extra', 'acme')).rejects.toMatchObject({ code: 'upstream-down' });
  expect(owners.health()).toEqual({
    shop: { status: 'up', docTypes: 1, tenants: { acme: { status: 'down', docTypes: 0, message: 'does not answer' } } },
  });
  expect(log.error).toHaveBeenCalledExactlyOnceWith({ scope: 'shop', tenant: 'acme', reason: 'does not answer' }, expect.any(String));
  isUp = true;
  expect(await owners.find('extra', 'acme')).toBe('shop');
  expect(owners.conflicts()).toEqual([]);
});
