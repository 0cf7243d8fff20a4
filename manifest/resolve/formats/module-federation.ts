import type { Resolution } from '@business-m/contract';
import type { HydratedState } from '../hydrated-state.ts';

/**
 * What Module Federation 2's runtime takes: `init({ name, remotes })` or `registerRemotes(remotes)`. A remote built by it is named by
 * its own `mf-manifest.json` where the release has one, so that it preloads as it is used to; any other by its entry, an ES module.
 *
 * @see https://module-federation.io/guide/basic/runtime
 */
export function moduleFederation({ remotes }: Resolution, { releases }: HydratedState): object {
  return {
    remotes: remotes.map(({ scope, version, release, baseUrl, remoteEntry, format }) => {
      const files = releases[scope]?.[release]?.remote.files ?? [];
      const manifest = format === 'module-federation' && files.some(({ path }) => path === 'mf-manifest.json');
      return { name: scope, version, entry: manifest ? `${baseUrl}mf-manifest.json` : remoteEntry, type: 'module' };
    }),
  };
}
