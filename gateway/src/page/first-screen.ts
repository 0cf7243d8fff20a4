import { matchRoute, preloadUrls, type RemoteAssets, type Resolution } from '@business-m/contract';
import { type HydratedRelease, type HydratedState, releaseFor } from '@business-m/manifest/resolve';
import type { User } from '../users/user-directory.ts';

/** What the screen that a URL names needs at once, so that nothing of it waits for anything else. */
export interface FirstScreen {
  /** Scope of the remote, whose files' integrity stands in the page. */
  covered: string[];
  /** Base URL of its release → what the shell would otherwise fetch before it loads anything. */
  assets: Record<string, RemoteAssets>;
  /** Absolute URL of a module → SRI hash. */
  integrity: Record<string, string>;
  modules: string[];
  /** Specifiers of the shared packages that the screen imports; undefined: not known, so any of them. */
  shared: readonly string[] | undefined;
  styles: { href: string; integrity: string | undefined }[];
  calls: string[];
}

export const noScreen: FirstScreen = { covered: [], assets: {}, integrity: {}, modules: [], shared: [], styles: [], calls: [] };

export interface ScreenRequest {
  state: HydratedState;
  resolution: Resolution;
  user: User;
  pathname: string;
  /** With its `?`. */
  search: string;
  /** Scopes that this browser takes from elsewhere: their releases are not what it will load. */
  overridden: ReadonlySet<string>;
}

export function firstScreen({ state, resolution, user, pathname, search, overridden }: ScreenRequest): FirstScreen {
  const match = matchRoute(resolution, pathname);
  const release = match && !overridden.has(match.remote.scope) ? releaseFor(state, match.remote.scope, user) : null;
  if (!match || !release) return noScreen;
  const { remote, route } = match;
  const { exposes, entryImports } = release.remote;
  const exposed = exposes[route.expose];
  const files = [remote.remoteEntry, ...[...entryImports, ...(exposed?.js ?? [])].map((file) => remote.baseUrl + file)];
  return {
    covered: [remote.scope],
    assets: { [remote.baseUrl]: assetsOf(release) },
    integrity: integrityOf(remote.baseUrl, release),
    modules: [...new Set(files)],
    shared: exposed?.shared,
    styles: (exposed?.css ?? []).map((path) => ({
      href: remote.baseUrl + path,
      integrity: release.remote.files.find((file) => file.path === path)?.integrity,
    })),
    calls: preloadUrls(match, release.remote.routes, search),
  };
}

/** What a browser would read from the release's `remote.json`. */
export function assetsOf({ remote }: HydratedRelease): RemoteAssets {
  const { scope, version, routes, exposes, entryImports, files, injectsStyles, requires, needs } = remote;
  return { scope, version, routes, exposes, entryImports, files, injectsStyles, requires, ...(needs && { needs }) };
}

/** Of every module of the release, also those loaded later: a page's map cannot be taken back, only added to. */
function integrityOf(baseUrl: string, { remote: { files } }: HydratedRelease): Record<string, string> {
  return Object.fromEntries(files.filter(({ path }) => isModule(path)).map(({ path, integrity }) => [baseUrl + path, integrity]));
}

export const isModule = (path: string) => /\.m?js$/.test(path);
