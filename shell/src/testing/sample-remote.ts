import type { RemoteAssets, ResolvedRemote } from '@business-m/contract';

const integrity = `sha384-${'A'.repeat(64)}`;

const routes = [
  { path: '', expose: './home', title: 'Shop' },
  { path: 'items', expose: './items', title: 'Items' },
  { path: 'items/groups', expose: './items', title: 'Item groups' },
  { path: 'items/:id', expose: './item', title: 'Item' },
];

/** A remote as the gateway resolves it, for tests. */
export function sampleRemote(over: Partial<ResolvedRemote> = {}): ResolvedRemote {
  const { scope = 'shop', version = '1.2.0' } = over;
  const release = `${version}-0123456789ab`;
  const baseUrl = `https://cdn.test/${scope}/${release}/`;
  return {
    scope,
    title: 'Shop',
    version,
    release,
    baseUrl,
    remoteEntry: `${baseUrl}remoteEntry.js`,
    integrity,
    descriptionIntegrity: integrity,
    format: 'vite',
    apiUrl: `/api/${scope}`,
    metaUrl: '/api/meta',
    nav: [
      { title: 'Overview', path: '' },
      { title: 'Items', path: 'items', icon: 'box', group: 'Things' },
      { title: 'Item groups', path: 'items/groups', group: 'Things' },
    ],
    routes,
    permissions: [],
    ...over,
  };
}

/** What the release of a {@link sampleRemote} says of its files, and of what its screens start with. */
export function sampleAssets(over: Partial<RemoteAssets> = {}): RemoteAssets {
  return {
    scope: 'shop',
    version: '1.2.0',
    routes: routes.map((route) => (route.path === 'items' ? { ...route, preload: ['/api/resource/item{search}'] } : route)),
    exposes: {
      './home': { js: ['home.js'], css: [] },
      './items': { js: ['items.js', 'part.js'], css: ['items.css'] },
      './item': { js: ['item.js'], css: [] },
    },
    entryImports: ['runtime.js'],
    files: ['remoteEntry.js', 'runtime.js', 'home.js', 'items.js', 'part.js', 'item.js', 'items.css'].map((path) => ({
      path,
      sizeBytes: 1,
      integrity,
    })),
    requires: { shared: { react: '^19.0.0' }, hostApi: '^1.0.0' },
    ...over,
  };
}
