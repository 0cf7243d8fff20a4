import { HOST_API_VERSION } from '@business-m/sdk/host-api';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { commonConfig } from './common-config.ts';
import { compressedFiles } from './compressed-files-plugin.ts';
import { hostFederation } from './federation.ts';
import { deskCssModule } from './kit-css-plugins.ts';
import { developmentReact, entryForOverrides } from './override-plugins.ts';
import { providedModules } from './provided-modules-plugin.ts';
import { sharedInstances } from './shared-instances-plugin.ts';
import { installedVersion, sharedPackages } from './shared-packages.ts';
import { shellJson } from './shell-json-plugin.ts';
import { shellPreloads } from './shell-page-plugin.ts';

/** Flat names: the federation plugin's own hold `@` and `/`, which every server on the way would have to agree about. */
const shellChunk = ({ name }: { name: string }) =>
  `assets/${name.replaceAll(/^__federation_shared_|^_virtual_+/g, '').replaceAll(/[^A-Za-z0-9-]+/g, '-')}-[hash].js`;

/** What changes with a dependency and not with the shell stays in the browser's cache when the shell is published anew. */
const vendors = [
  { name: 'react-dom-client', test: /node_modules\/(react|react-dom|scheduler)\// },
  // One file: each more is a request more on every cold page.
  {
    name: 'vendor',
    test: /vite\/preload-helper|node_modules\/(@tanstack\/(react-router|router-core|history|react-store|store)|use-sync-external-store|zod)\//,
  },
];

/**
 * Configuration of the shell. The mode `override` starts `src/main-with-overrides.ts` with React's development build, so that a remote can come
 * from a dev server, with Fast Refresh (docs/development.md).
 */
export function shellConfig(root: string, mode: string): UserConfig {
  const development = mode === 'override';
  const provided = Object.fromEntries(Object.values(sharedPackages).map(({ from }) => [from, installedVersion(root, from)]));
  const common = commonConfig(root);
  return {
    ...common,
    define: { ...common.define, 'import.meta.env.DESK_PROVIDED': JSON.stringify(provided) },
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [
      react(),
      hostFederation(root),
      providedModules(root),
      deskCssModule(),
      sharedInstances(root, development),
      ...(development ? [developmentReact(), entryForOverrides()] : []),
      shellPreloads(),
      shellJson(HOST_API_VERSION, provided),
      compressedFiles({ brotli: !development }),
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
