import type { RemoteJson } from '@business-m/contract';
import { expect, test } from 'vitest';
import { faults, fleet, shop } from '../testing/candidate.ts';

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
