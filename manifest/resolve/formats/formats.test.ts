import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { desiredState, hydratedRelease, hydratedState } from '../../testing/index.ts';
import { resolve } from '../resolve.ts';
import { exportFormats, exportResolution } from './formats.ts';

const wish = (title: string, changes = {}) => ({ title, team: 'UI', enabled: true, releases: { stable: 'latest' as const }, ...changes });
const state = hydratedState(
  desiredState({ remotes: { shop: wish('Shop'), store: wish('Store', { apiUrl: '/api/depot' }), off: wish('Off', { enabled: false }) } }),
  {
    store: hydratedRelease({
      scope: 'store',
      version: '2.0.0-beta.1',
      files: { 'mf-manifest.json': '{}' },
      change(remote) {
        remote.format = 'module-federation';
      },
    }),
  },
);
const resolution = resolve(state, { id: 'u-1', tenant: 'demo', roles: [] });

// A golden file is what readers of a format have been given: change one only together with them.
test.each(exportFormats)('%s', (format) => {
  const golden: unknown = JSON.parse(readFileSync(new URL(`golden/${format}.json`, import.meta.url), 'utf8'));
  expect(exportResolution(format, resolution, state)).toEqual(golden);
});

test('omits disabled remotes and backend addresses in every format', () => {
  for (const format of exportFormats) {
    const text = JSON.stringify(exportResolution(format, resolution, state));
    expect(text).not.toContain('"off"');
    expect(text).not.toContain('services.test');
  }
});

test.each<['vite' | 'module-federation', string, string]>([
  ['module-federation', 'mf-manifest.json', 'mf-manifest.json'],
  ['module-federation', 'other.json', 'remoteEntry.js'],
  ['vite', 'mf-manifest.json', 'remoteEntry.js'],
])('the entry of a release of %s with %s is its %s', (format, file, entry) => {
  const shop = hydratedRelease({ files: { [file]: '{}' }, change: (remote) => Object.assign(remote, { format }) });
  const one = hydratedState(desiredState({ remotes: { shop: wish('Shop') } }), { shop });
  const { remotes } = exportResolution('mf', resolve(one, { id: 'u-1', tenant: 'demo', roles: [] }), one) as {
    remotes: { entry: string }[];
  };
  expect(remotes.map((remote) => remote.entry)).toEqual([`http://cdn.test/shop/${shop.id}/${entry}`]);
});
