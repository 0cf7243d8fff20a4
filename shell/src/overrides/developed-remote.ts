import type { DevelopmentRemote, Override, ResolvedRemote } from '@business-m/contract';

/** Covers the addresses of a remote whose routes are not known. */
const DEPTH_MAX = 8;
/** Sources that change have no hash. */
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

/** The remote as its dev server describes it, with every screen: the developer sees what they write, and the services check each call. */
export function developedRemote(override: Override, { title, version, nav, routes }: DevelopmentRemote): ResolvedRemote {
  return { ...fromServer(override), title, version, release: `${version}-${'0'.repeat(12)}`, nav, routes };
}

/** A remote of which only the address is known. */
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

/** The published routes and navigation of a remote whose dev server does not answer. */
export function silentPublished(override: Override, { title, version, release, nav, routes }: ResolvedRemote): ResolvedRemote {
  return { ...fromServer(override), title, version, release, nav, routes };
}
