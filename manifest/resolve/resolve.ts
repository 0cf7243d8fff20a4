import type { DesiredRemote, DesiredState, RemoteJson, Resolution, ResolvedRemote } from '../schema/index.ts';
import type { HydratedRelease, HydratedState } from './hydrated-state.ts';

/** Who asks. */
export interface Caller {
  roles: readonly string[];
}

const DISABLED_MESSAGE = 'This part of the desk is switched off for the moment.';

/**
 * What one caller gets of a desired state: one release of each remote the caller may have. Pure: the same state and
 * roles give the same resolution, which shares nothing mutable with the state.
 */
export function resolve(state: HydratedState, caller: Caller): Resolution {
  const { desired, releases, revision } = state;
  const resolution: Resolution = { schemaVersion: 1, revision, environment: desired.environment, remotes: [], disabled: [] };
  for (const [scope, remote] of Object.entries(desired.remotes)) {
    const release = releases[scope];
    const screens = release && screensFor(caller, release.remote);
    if (screens?.routes.length === 0) continue;
    if (!remote.enabled) resolution.disabled.push({ scope, title: remote.title, message: remote.message || DISABLED_MESSAGE });
    else if (release && screens) resolution.remotes.push({ ...resolveRemote(desired, scope, remote, release), ...screens });
  }
  return structuredClone(resolution);
}

/** The screens of a remote that the caller may have, with their navigation; a screen says for whom it is, or its remote does. */
function screensFor(caller: Caller, { routes, nav, permissions }: RemoteJson): Pick<ResolvedRemote, 'routes' | 'nav'> {
  const had = routes.filter((route) => mayHave(caller, route.permissions ?? permissions));
  const paths = new Set(had.map(({ path }) => path));
  return { routes: had, nav: nav.filter(({ path }) => paths.has(path)) };
}

/** What asks for no role is for everybody; otherwise one common role is enough. */
function mayHave(caller: Caller, permissions: readonly string[]): boolean {
  return permissions.length === 0 || permissions.some((role) => caller.roles.includes(role));
}

function resolveRemote(
  desired: DesiredState,
  scope: string,
  wish: DesiredRemote,
  { id, remote, entryIntegrity }: HydratedRelease,
): ResolvedRemote {
  const baseUrl = `${desired.cdn.replace(/\/+$/, '')}/${scope}/${id}/`;
  return {
    scope,
    title: wish.title,
    version: remote.version,
    release: id,
    baseUrl,
    remoteEntry: baseUrl + remote.remoteEntry,
    integrity: entryIntegrity,
    apiUrl: wish.apiUrl ?? `/api/${scope}`,
    metaUrl: '/api/meta',
    nav: remote.nav,
    routes: remote.routes,
    permissions: remote.permissions,
    exposes: remote.exposes,
    entryImports: remote.entryImports,
    files: remote.files,
    requires: remote.requires,
  };
}
