import type { RemoteJson } from '@business-m/contract';
import { expect, test } from 'vitest';
import { candidate, faults, fleet, own, shop } from '../testing/candidate.ts';
import { checkGate } from './check-gate.ts';

const requires = (shared: Record<string, string>, hostApi = '^1.0.0') => ({
  change: (remote: RemoteJson) => void Object.assign(remote, { requires: { shared, hostApi } }),
});

test('accepts a fitting release, also one that is already published', async () => {
  expect(await faults()).toEqual([]);
  const { id } = await candidate();
  expect(checkGate(await candidate({ files: { 'items.css': '' }, change: own }), fleet(), [{ id, version: '0.0.1' }])).toEqual([]);
});

test('shared-not-provided', async () => {
  expect(await faults(requires({ lodash: '^4.0.0' }))).toEqual([
    {
      code: 'shared-not-provided',
      path: 'requires.shared.lodash',
      message: 'this desk does not provide lodash: shop would not start',
      breaks: shop,
    },
  ]);
});

test('shared-not-provided for names of Object.prototype', async () => {
  expect(await faults(requires({ constructor: '^1.0.0' }))).toMatchObject([
    { code: 'shared-not-provided', path: 'requires.shared.constructor' },
  ]);
});

test('shared-range-unsatisfied', async () => {
  expect(await faults(requires({ react: '^19.4.0' }))).toEqual([
    {
      code: 'shared-range-unsatisfied',
      path: 'requires.shared.react',
      message: 'react ^19.4.0 is asked for, this desk provides 19.3.1: shop would not start',
      breaks: shop,
    },
  ]);
});

test('shared-range-invalid', async () => {
  expect(await faults(requires({ react: 'nineteen' }))).toEqual([
    { code: 'shared-range-invalid', path: 'requires.shared.react', message: '"nineteen" is no range of versions', breaks: shop },
  ]);
});

test('fleet-disagrees: names the remote that any desk for this release would break', async () => {
  expect(await faults(requires({ react: '^20.0.0' }))).toEqual([
    expect.objectContaining({ code: 'shared-range-unsatisfied', path: 'requires.shared.react' }),
    {
      code: 'fleet-disagrees',
      path: 'requires.shared.react',
      message: 'no version of react is both ^20.0.0 and ^19.0.0: a desk for this release would break wms 2.3.0 (prod)',
      breaks: { scope: 'wms', release: '2.3.0-0123456789ab', environment: 'prod' },
    },
  ]);
});

test('fleet-disagrees for a package that only the other remote requires', async () => {
  const live = fleet(
    { shell: { hostApi: '1.2.0', shared: { react: '19.3.1', chart: '2.0.0' } } },
    (wms) => void Object.assign(wms.requires.shared, { chart: '^1.0.0' }),
  );
  expect(await faults(requires({ chart: '^2.0.0' }), live)).toMatchObject([
    { code: 'fleet-disagrees', path: 'requires.shared.chart', breaks: { scope: 'wms' } },
  ]);
});

test('ignores the release that this one replaces', async () => {
  const live = fleet({ shell: { hostApi: '1.2.0', shared: { react: '20.0.0' } } });
  expect(await faults(requires({ react: '^20.0.0' }), { ...live, releases: live.releases.slice(1) })).toEqual([]);
});

test('host-api-unknown', async () => {
  expect(await faults(requires({}, '^1.7.0'))).toEqual([
    {
      code: 'host-api-unknown',
      path: 'requires.hostApi',
      message: 'the host API ^1.7.0 is unknown here; this desk has 1.2.0: shop would not start',
      breaks: shop,
    },
  ]);
});

test('shares-nothing', async () => {
  const change = (remote: RemoteJson) => {
    Object.assign(remote, { format: 'module-federation', requires: { shared: {}, hostApi: '*' } });
  };
  expect(await faults({ change })).toEqual([
    {
      code: 'shares-nothing',
      path: 'requires.shared',
      message: 'it shares nothing with the desk, not even React: the desk’s could not draw its screens',
      breaks: shop,
    },
  ]);
});

test('dead-reference', async () => {
  const change = ({ routes }: RemoteJson) => void routes.push({ path: 'gone', expose: './gone', title: 'Gone' });
  expect(await faults({ change })).toEqual([
    { code: 'dead-reference', path: 'routes.2.expose', message: '"./gone" is not exposed', breaks: shop },
  ]);
});

test('route-collision', async () => {
  const change = ({ routes }: RemoteJson) => void routes.push({ path: 'items/:name', expose: './items', title: 'Item' });
  expect(await faults({ change })).toEqual([
    {
      code: 'route-collision',
      path: 'routes.2.path',
      message: '"items/:name" matches the same addresses as "items/:id": its screen could never be opened',
      breaks: shop,
    },
  ]);
});

test('scope-reserved', async () => {
  expect(await faults({ scope: 'api', files: { 'items.css': '' } })).toEqual([
    { code: 'scope-reserved', path: 'scope', message: '"api" is a path of the gateway: take another name', breaks: { scope: 'api' } },
  ]);
});

test.each([
  ['@acme/shop', '@acme/shop'],
  [undefined, 'a build that does not say its package'],
])('scope-owned: by another package than %s', async (name, words) => {
  const change = (remote: RemoteJson) => void Object.assign(remote, { package: name });
  expect(await faults({ change })).toEqual([
    {
      code: 'scope-owned',
      path: 'scope',
      message: `"shop" belongs to @business-m/remote-shop (0.0.9-0123456789ab in prod); this is ${words}`,
      breaks: { scope: 'shop', release: '0.0.9-0123456789ab', environment: 'prod' },
    },
  ]);
});

test('version-exists', async () => {
  const published = [{ id: '0.1.0-0123456789ab', version: '0.1.0' }];
  expect(await faults({}, fleet(), published)).toEqual([
    {
      code: 'version-exists',
      path: 'version',
      message: 'shop 0.1.0 is published with other bytes (0.1.0-0123456789ab): count the version up',
      breaks: { scope: 'shop', release: '0.1.0-0123456789ab' },
    },
  ]);
});
