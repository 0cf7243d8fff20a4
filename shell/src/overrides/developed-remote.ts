import type { DevelopmentRemote, Override, ResolvedRemote } from '@business-m/contract';

/** Deep enough for any address: whoever opens one learns that the server is silent, and not that there is no such page. */
const DEPTH_MAX = 8;
/** What stands where a release has a hash: sources that change under one's hands have none. */
const NO_HASH = `sha384-${'0'.repeat(64)}`;

function fromServer({ scope, origin }: Override) {
  const baseUrl = `${origin}/@desk/`;
  return {
    scope,
    baseUrl,
    remoteEntry: `${baseUrl}remoteEntry.js`,
    integrity: NO_HASH,
    descriptionIntegrity: NO_HASH,
    format: 'vite' as const,
    apiUrl: `/api/${scope}`,
    metaUrl: '/api/meta',
    permissions: [],
  };
}

/**
 * The remote as its dev server describes it. Every screen is there, whatever its roles: who may run code of their own sees what they
 * write, and the services check each call.
 */
export function developedRemote(override: Override, { title, version, nav, routes }: DevelopmentRemote): ResolvedRemote {
  return { ...fromServer(override), title, version, release: `${version}-${'0'.repeat(12)}`, nav, routes };
}

/** Stands in for a remote that nothing is known of but where it should come from. */
export function silentRemote(override: Override): ResolvedRemote {
  const { scope } = override;
  const depths = Array.from({ length: DEPTH_MAX }, (_, depth) => Array.from({ length: depth }, (_, at) => `:p${at}`).join('/'));
  return {
    ...fromServer(override),
    title: scope,
    version: '0.0.0',
    release: `0.0.0-${'0'.repeat(12)}`,
    nav: [{ title: 'Not answering', path: '' }],
    routes: depths.map((path) => ({ path, expose: './unknown', title: 'Unknown screen' })),
  };
}

/** The published declaration, its modules from the dev server: what its navigation was is better than nothing while that is silent. */
export function silentPublished(override: Override, { title, version, release, nav, routes }: ResolvedRemote): ResolvedRemote {
  return { ...fromServer(override), title, version, release, nav, routes };
}
