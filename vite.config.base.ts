import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import type { RemoteDeclaration } from './manifest/schema/index.ts';
import { HOST_API_VERSION } from './packages/sdk/src/host.ts';
import { uiViteConfig } from './packages/ui/src/vite.ts';
import { checkDeclaration } from './tools/vite/declaration-check.ts';
import { deskCssModule } from './tools/vite/desk-css-plugin.ts';
import { developmentRemote } from './tools/vite/development/development-remote-plugin.ts';
import { developmentReact } from './tools/vite/development-react-plugin.ts';
import { entryForOverrides } from './tools/vite/entry-for-overrides-plugin.ts';
import { hostFederation, remoteFederation } from './tools/vite/federation.ts';
import { remoteJson } from './tools/vite/remote-json-plugin.ts';
import { scopedClassName } from './tools/vite/scoped-class-name.ts';
import { sharedInstances } from './tools/vite/shared-instances-plugin.ts';
import {
  compatibleRange,
  installedVersion,
  packageName,
  packageVersion,
  sharedPackages,
  sharedRanges,
} from './tools/vite/shared-packages.ts';
import { shellJson } from './tools/vite/shell-json-plugin.ts';
import { shellPreloads } from './tools/vite/shell-page-plugin.ts';
import { standalonePage } from './tools/vite/standalone-plugin.ts';

const workspace = dirname(fileURLToPath(import.meta.url));

/** What every build of the desk has in common. */
function commonConfig(root: string): UserConfig {
  return {
    root,
    define: uiViteConfig().define,
    // Two copies of React reach one page as soon as a workspace package resolves its own.
    resolve: { dedupe: ['react', 'react-dom', '@tanstack/react-query'] },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      // The federation plugin writes top-level await into every module that imports something shared.
      target: 'esnext',
      // The plugin patches built code by looking for quotes as esbuild writes them: after Vite's default minifier remoteEntry.js
      // throws "e.forEach is not a function".
      minify: 'esbuild',
      cssMinify: 'esbuild',
      // A file inlined as data: is refused by the desk's content security policy wherever it is not an image.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      sourcemap: false,
    },
  };
}

/** Flat names: the federation plugin's own hold `@` and `/`, which every server on the way would have to agree about. */
const shellChunk = ({ name }: { name: string }) =>
  `assets/${name.replaceAll(/^__federation_shared_|^_virtual_+/g, '').replaceAll(/[^A-Za-z0-9-]+/g, '-')}-[hash].js`;

/** What changes with a dependency and not with the shell stays in the browser's cache when the shell is published anew. */
const vendors = [
  { name: 'react-dom-client', test: /node_modules\/(react-dom|scheduler)\// },
  // One file: each more is a request more on every cold page.
  {
    name: 'vendor',
    test: /vite\/preload-helper|node_modules\/(@tanstack\/(react-router|router-core|history|react-store|store)|use-sync-external-store|zod|semver)\//,
  },
];

/** The mode (`vite build --mode override`) that builds the shell for browsers with an override, into `dist-dev`. */
const OVERRIDE_MODE = 'override';

/**
 * Configuration of the shell: `export default defineConfig(({ mode }) => shellConfig(import.meta.dirname, mode))`.
 *
 * In the mode `override` it starts with `src/overrides/main.ts` and holds React's development build, so that one remote of a page can
 * come from a dev server, with Fast Refresh (docs/development.md).
 */
export function shellConfig(root: string, mode: string): UserConfig {
  const development = mode === OVERRIDE_MODE;
  const provided = Object.fromEntries(Object.values(sharedPackages).map(({ from }) => [from, installedVersion(root, from)]));
  const common = commonConfig(root);
  return {
    ...common,
    define: { ...common.define, 'import.meta.env.DESK_PROVIDED': JSON.stringify(provided) },
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [
      react(),
      hostFederation(root, workspace),
      deskCssModule(),
      sharedInstances({ workspace, development }),
      ...(development ? [developmentReact(), entryForOverrides()] : []),
      shellPreloads(),
      shellJson({ hostApi: HOST_API_VERSION, provided }),
    ],
    // `shellPreloads` knows the shared packages too; Vite's own list has only the static imports.
    build: {
      ...common.build,
      outDir: development ? 'dist-dev' : 'dist',
      modulePreload: false,
      rolldownOptions: { output: { chunkFileNames: shellChunk, codeSplitting: { groups: vendors } } },
    },
  };
}

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
 * Configuration of a remote. `vite build` makes what is published: `remoteEntry.js`, the exposed modules and `remote.json`.
 * `vite` (dev) shows the remote by itself with mocked data, from its `index.html`; `vite --mode desk` serves it to a running desk, which
 * is what `desk dev` does (docs/development.md).
 */
export function remoteConfig({ root, scope, declaration, exposes }: RemoteOptions): UserConfig {
  const sources = Object.fromEntries(Object.entries(exposes).map(([name, source]) => [name, resolve(root, source)]));
  const common = commonConfig(root);
  const rangeOf = (specifier: string) => {
    const name = sharedPackages[specifier]?.from;
    if (!name) throw new Error(`"${specifier}" is not in the table of shared packages`);
    return { name, range: compatibleRange(installedVersion(root, name)) };
  };
  return {
    ...common,
    // One build runs under any address: chunks, styles and images resolve relative to remoteEntry.js, wherever the CDN puts it.
    base: './',
    css: { modules: { generateScopedName: scopedClassName(root, scope) } },
    plugins: [
      react(),
      remoteFederation(scope, sources),
      remoteJson({
        scope,
        version: packageVersion(root),
        package: packageName(root),
        declaration: checkDeclaration(scope, declaration, exposes),
        exposes: sources,
        hostApi: compatibleRange(HOST_API_VERSION),
        rangeOf,
      }),
      standalonePage(root),
      developmentRemote({
        workspace,
        description: {
          schemaVersion: 1,
          scope,
          version: packageVersion(root),
          ...declaration,
          requires: { shared: sharedRanges(root), hostApi: compatibleRange(HOST_API_VERSION) },
        },
        exposes: sources,
      }),
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
