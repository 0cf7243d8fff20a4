import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type RemoteJson, SOURCE_MAPS } from '@business-m/contract';

const integrity = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

export interface RemoteDistOptions {
  scope?: string;
  version?: string;
  permissions?: string[];
  /** Path → text. `remoteEntry.js` and `items.js` are always there. */
  files?: Record<string, string>;
  /** The text of its source maps. */
  sourceMaps?: string;
  /** Changes the description last, also to something wrong. */
  change?: (remote: RemoteJson) => void;
}

/** The `remote.json` of a small remote, and its files. */
export function remoteDist({
  scope = 'shop',
  version = '0.1.0',
  permissions = [],
  files = {},
  sourceMaps,
  change,
}: RemoteDistOptions = {}) {
  const texts: Record<string, string> = {
    'remoteEntry.js': `export const get = () => import('./items.js'); // ${scope} ${version}`,
    'items.js': `export default () => 'items of ${scope}';${' '.repeat(400)}`,
    'items.css': `.items { color: inherit }${' '.repeat(400)}`,
    ...files,
  };
  const remote: RemoteJson = {
    schemaVersion: 1,
    scope,
    version,
    format: 'vite',
    title: scope,
    nav: [{ title: 'Items', path: 'items' }],
    routes: [
      { path: 'items', expose: './items', title: 'Items', preload: ['/api/meta/item', '/api/resource/item{search}'] },
      { path: 'items/:id', expose: './items', title: 'Item', preload: ['/api/resource/item/{id}'] },
    ],
    permissions,
    remoteEntry: 'remoteEntry.js',
    exposes: { './items': { js: ['items.js'], css: ['items.css'] } },
    entryImports: [],
    files: Object.entries(texts).map(([path, text]) => ({ path, sizeBytes: Buffer.byteLength(text), integrity: integrity(text) })),
    ...(sourceMaps && { sourceMaps: { sizeBytes: Buffer.byteLength(sourceMaps), integrity: integrity(sourceMaps) } }),
    requires: { shared: { react: '^19.0.0' }, hostApi: '^1.0.0' },
  };
  change?.(remote);
  return { remote, texts: sourceMaps ? { ...texts, [SOURCE_MAPS]: sourceMaps } : texts };
}

/** Writes a remote's build into a folder, as its bundler would. */
export async function writeRemoteDist(folder: string, options?: RemoteDistOptions): Promise<void> {
  const { remote, texts } = remoteDist(options);
  for (const [path, text] of Object.entries({ ...texts, 'remote.json': JSON.stringify(remote, null, 1) })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
