import { createHash } from 'node:crypto';
import { relative, resolve, sep } from 'node:path';
import type { RemoteDeclaration } from '@business-m/contract';
import { HOST_API_VERSION } from '@business-m/sdk/host-api';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { commonConfig } from './common-config.ts';
import { checkDeclaration } from './declaration-check.ts';
import { developmentRemote } from './development/development-remote-plugin.ts';
import { remoteFederation } from './federation.ts';
import { standalonePage } from './kit-css-plugins.ts';
import { publicFiles } from './public-files-plugin.ts';
import { remoteJson } from './remote-json-plugin.ts';
import { sharedFromDesk } from './shared-from-desk-plugin.ts';
import { compatibleRange, installedVersion, readPackage, sharedPackages, sharedRanges } from './shared-packages.ts';
import { sourceMaps } from './source-maps/source-maps-plugin.ts';
import { containedStyles } from './styles/contained-styles-plugin.ts';
import { declaredNeeds, workerConfig } from './worker-files-plugin.ts';

const CLASS_HASH_LENGTH = 5;

export interface RemoteOptions {
  /** Folder of the remote: `import.meta.dirname` of its vite.config.ts. */
  root: string;
  /** Its name in URLs, in the manifest and on the CDN. */
  scope: string;
  /** What the shell and the gateway know of it without loading its code. */
  declaration: RemoteDeclaration;
  /** Exposed module → source file below `root`: `{ './items': './src/items.tsx' }`. */
  exposes: Readonly<Record<string, string>>;
}

/**
 * Configuration of a remote: `vite build` makes what is published, `vite` shows it by itself with mocked data (`src/standalone.ts`), and
 * `vite --mode desk` serves it to a running desk (docs/development.md).
 */
export function remoteConfig({ root, scope, declaration, exposes }: RemoteOptions): UserConfig {
  const sources = Object.fromEntries(Object.entries(exposes).map(([name, source]) => [name, resolve(root, source)]));
  const common = commonConfig(root);
  const { name: packageName, version } = readPackage(root);
  const description = {
    schemaVersion: 1 as const,
    scope,
    version,
    ...checkDeclaration(scope, declaration, exposes),
    requires: { shared: sharedRanges(root), hostApi: compatibleRange(HOST_API_VERSION) },
  };
  const rangeOf = (specifier: string) => {
    const name = sharedPackages[specifier]?.from;
    if (!name) throw new Error(`"${specifier}" is not in the table of shared packages`);
    return { name, range: compatibleRange(installedVersion(root, name)) };
  };
  const workers = new Set<string>();
  return {
    ...common,
    // One build runs under any address: chunks, styles and images resolve relative to remoteEntry.js, wherever the CDN puts it.
    base: './',
    worker: workerConfig(workers),
    css: { modules: { generateScopedName: scopedClassName(root, scope) } },
    plugins: [
      publicFiles(),
      react(),
      sharedFromDesk(),
      remoteFederation(scope, sources),
      declaredNeeds(declaration.needs, workers),
      sourceMaps(root),
      remoteJson({ root, packageName, description, exposes: sources, rangeOf }),
      standalonePage(root, declaration.title),
      developmentRemote({ root, description, exposes: sources }),
      containedStyles(scope),
    ],
    build: {
      ...common.build,
      // The plugin derives its own URLs from this folder and gets them wrong for a relative base unless it is empty.
      assetsDir: '',
      // Vite's preload helper resolves against the page, not against the CDN.
      modulePreload: false,
    },
  };
}

/** Names a CSS module's class `<scope>-<name>-<hash>`, as the gate asks; unlike Vite's hash, the same wherever the build runs. */
function scopedClassName(root: string, scope: string): (local: string, file: string) => string {
  return (local, file) => {
    const path = relative(root, file.replace(/\?.*$/, '')).replaceAll(sep, '/');
    const hash = createHash('sha256').update(`${path}\0${local}`).digest('base64url').replaceAll(/[-_]/g, '').slice(0, CLASS_HASH_LENGTH);
    return `${scope}-${local}-${hash}`;
  };
}
