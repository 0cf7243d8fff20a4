import { randomBytes } from 'node:crypto';
import type { RemoteJson } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';
import { type RemoteDistOptions, remoteDist } from '@business-m/manifest/testing';
import { expect, test } from 'vitest';
import { candidate } from '../testing/candidate.ts';
import { checkGate } from './check-gate.ts';

/** A live remote beside the candidate's, `wms`, and the release of the candidate's own scope that is live. */
function fleet(changes: Partial<GateFleet> = {}, wms: (remote: RemoteJson) => void = () => {}): GateFleet {
  const change = (remote: RemoteJson) => {
    remote.package = '@business-m/remote-wms';
    wms(remote);
  };
  return {
    shell: { hostApi: '1.2.0', shared: { react: '19.3.1', '@business-m/ui': '0.1.0' } },
    releases: [
      { environment: 'prod', id: '2.3.0-0123456789ab', remote: remoteDist({ scope: 'wms', version: '2.3.0', change }).remote },
      { environment: 'prod', id: '0.0.9-0123456789ab', remote: remoteDist({ version: '0.0.9', change: own }).remote },
    ],
    ...changes,
  };
}

function own(remote: RemoteJson): void {
  remote.package = '@business-m/remote-shop';
}

const requires = (shared: Record<string, string>, hostApi = '^1.0.0') => ({
  change: (remote: RemoteJson) => void Object.assign(remote, { requires: { shared, hostApi } }),
});
const shop = { scope: 'shop' };

async function faults({ change, ...options }: RemoteDistOptions = {}, live = fleet(), published?: { id: string; version: string }[]) {
  const build = await candidate({
    ...options,
    files: { 'items.css': `.shop-items${within} { color: inherit }`, ...options.files },
    change: (remote) => {
      own(remote);
      change?.(remote);
    },
  });
  return checkGate(build, live, published);
}

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

test('file-missing: a file that remote.json lists', async () => {
  const build = await candidate({ files: { 'items.css': '' }, change: own });
  const files = new Map([...build.files].filter(([path]) => path !== 'items.js'));
  expect(checkGate({ ...build, files }, fleet())).toEqual([
    { code: 'file-missing', path: 'items.js', message: 'remoteEntry.js imports it, and it is not in the build', breaks: shop },
    { code: 'file-missing', path: 'items.js', message: 'it is listed in remote.json, and not in the build', breaks: shop },
  ]);
});

test('file-missing: a module that another imports', async () => {
  const files = {
    'items.js':
      'import "./deep/label.js"; import("../x.js?v=1"); import(anything); import("https://late.test/x.js"); const text = "import \'./no.js\'"',
    'x.js': '',
  };
  expect(await faults({ files })).toEqual([
    { code: 'file-missing', path: 'deep/label.js', message: 'items.js imports it, and it is not in the build', breaks: shop },
    { code: 'file-missing', path: '../x.js', message: 'items.js imports it, and it is not in the build', breaks: shop },
  ]);
});

test.each(['react', 'https://evil.test/x.js', '/wms/1.0.0-0123456789ab/items.js'])('import-elsewhere: %s', async (specifier) => {
  expect(await faults({ files: { 'items.js': `export * from "${specifier}"` } })).toEqual([
    { code: 'import-elsewhere', path: 'items.js', message: `it imports "${specifier}", which is no file of the release`, breaks: shop },
  ]);
});

test('a module may import by name what the desk’s page has an import map for', async () => {
  const live = fleet();
  live.shell.imports = ['react', 'react-dom/client'];
  const files = { 'items.js': 'import "react"; export * from "react-dom/client"; import "react-dom";' };
  expect(await faults({ files }, live)).toEqual([
    { code: 'import-elsewhere', path: 'items.js', message: 'it imports "react-dom", which is no file of the release', breaks: shop },
  ]);
});

/** What React has and nothing else. */
const react = 'p.forceUpdate=function(e){this.updater.enqueueForceUpdate(this,e,"forceUpdate")};';

test('shared-copied: by its contents, with the imports that brought it where the build knows them', async () => {
  const files = { 'items.js': react, 'old.mjs': 'throw Error("No QueryClient set, use QueryClientProvider to set one")' };
  const change = (remote: RemoteJson) => {
    remote.copies = [{ of: 'react', path: 'items.js', via: ['src/items.tsx', 'widget/index.js', 'widget/vendor/react.js'] }];
  };
  const live = fleet();
  live.shell.shared['@tanstack/react-query'] = '5.108.0';
  const way = 'it came in by src/items.tsx → widget/index.js → widget/vendor/react.js';
  expect(await faults({ files, change }, live)).toEqual([
    { code: 'shared-copied', path: 'items.js', message: `it holds a copy of react, which the desk shares; ${way}`, breaks: shop },
    { code: 'shared-copied', path: 'old.mjs', message: 'it holds a copy of @tanstack/react-query, which the desk shares', breaks: shop },
  ]);
  // What this desk does not share is the remote's own business.
  expect(await faults({ files: { 'old.mjs': files['old.mjs'] } })).toEqual([]);
});

/** A build of Module Federation's plugins that keeps a copy of React in `fallback.js`. */
const federated = (singleton: boolean) => {
  const js = { sync: ['fallback.js'], async: [] };
  const manifest = {
    name: 'shop',
    metaData: { remoteEntry: { name: 'remoteEntry.js', path: '', type: 'module' } },
    shared: [{ name: 'react', singleton, assets: { js } }],
    exposes: [{ path: './items', assets: { js: { sync: ['items.js'], async: [] }, css: { sync: [], async: [] } } }],
  };
  return { 'mf-manifest.json': JSON.stringify(manifest), 'fallback.js': react };
};

test('shared-copied: not the fallback of a singleton, which the desk never loads', async () => {
  expect(await faults({ files: federated(true) })).toEqual([]);
  expect(await faults({ files: federated(false) })).toMatchObject([{ code: 'shared-copied', path: 'fallback.js' }]);
  expect(await faults({ files: { ...federated(true), 'items.js': react } })).toMatchObject([{ code: 'shared-copied', path: 'items.js' }]);
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

/** Text that brotli makes hardly smaller than so many bytes. */
const noise = (bytes: number) =>
  `// ${randomBytes(bytes)
    .toString('latin1')
    .replaceAll(/[\r\n\u2028\u2029]/g, ' ')}`;
const budget = (screenKb: number, releaseKb: number) => fleet({ policy: { budget: { screenKb, releaseKb } } });

test('screen-too-large: counts entry, module and styles, not unused files', async () => {
  const files = { 'items.js': noise(3_000), 'lazy.js': noise(9_000) };
  expect(await faults({ files }, budget(2, 100))).toEqual([
    {
      code: 'screen-too-large',
      path: 'exposes../items',
      message: expect.stringMatching(/^a screen of it takes \d\.\d kB, brotli-compressed; the budget is 2 kB$/),
      breaks: shop,
    },
  ]);
  expect(await faults({ files }, budget(8, 100))).toEqual([]);
});

test('screen-too-large: counts imported modules that remote.json does not list', async () => {
  const files = {
    'items.js': 'import "./a.js"; import("./lazy.js")',
    'a.js': 'import "./b.js"',
    'b.js': `import "./a.js"; ${noise(3_000)}`,
  };
  expect(await faults({ files: { ...files, 'lazy.js': noise(9_000) } }, budget(2, 100))).toMatchObject([{ code: 'screen-too-large' }]);
  expect(await faults({ files: { ...files, 'lazy.js': noise(9_000) } }, budget(8, 100))).toEqual([]);
});

const within = ':where([data-desk-remote="shop"], [data-desk-remote="shop"] *)';

test('release-too-large', async () => {
  const files = { 'lazy.js': noise(9_000) };
  expect(await faults({ files }, budget(2, 9))).toEqual([
    {
      code: 'release-too-large',
      path: 'files',
      message: expect.stringMatching(/^the release has \d+\.\d kB, brotli-compressed; the budget is 9 kB$/),
      breaks: shop,
    },
  ]);
  expect(await faults({ files }, budget(2, 100))).toEqual([]);
});

test('css-reaches-out', async () => {
  expect(await faults({ files: { 'items.css': `p${within} { color: red }\n  table { color: red }` } })).toEqual([
    {
      code: 'css-reaches-out',
      path: 'items.css:2:3',
      message: '"table" is not kept inside of shop: build it with remoteConfig of this desk, or publish it with --mf',
      breaks: shop,
    },
  ]);
});

test('css-loads-elsewhere', async () => {
  expect(await faults({ files: { 'items.css': `${within} { background: url(https://evil.test/pixel.png) }` } })).toEqual([
    {
      code: 'css-loads-elsewhere',
      path: `items.css:1:${within.length + 4}`,
      message: '"https://evil.test/pixel.png" is not a file of this release: nothing says which bytes it is',
      breaks: shop,
    },
  ]);
});

test('css-unreadable', async () => {
  expect(await faults({ files: { 'items.css': `${within} { color: red } } .shop-x` } })).toMatchObject([
    { code: 'css-unreadable', breaks: shop },
  ]);
});

test('reports the first twenty faults of a stylesheet and the total', async () => {
  const found = await faults({ files: { 'items.css': 'p {}'.repeat(50) } });
  expect([found.length, found.at(-1)]).toEqual([
    21,
    { code: 'css-reaches-out', path: 'items.css', message: 'and 30 more like these', breaks: shop },
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
