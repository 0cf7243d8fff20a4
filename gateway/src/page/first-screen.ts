import { matchRoute, preloadUrls, type Resolution, type ResolvedRemote } from '@business-m/manifest/schema';

/** What the screen that a URL names needs at once, so that nothing of it waits for anything else. */
export interface FirstScreen {
  /** Scope of the remote, whose files' integrity stands in the page. */
  covered: string[];
  /** Absolute URL → SRI hash. */
  integrity: Record<string, string>;
  modules: string[];
  styles: string[];
  calls: string[];
}

const nothing: FirstScreen = { covered: [], integrity: {}, modules: [], styles: [], calls: [] };

/** `search` with its `?`. */
export function firstScreen(resolution: Resolution, pathname: string, search: string): FirstScreen {
  const match = matchRoute(resolution, pathname);
  if (!match) return nothing;
  const { remote, route } = match;
  const exposed = remote.exposes[route.expose];
  const files = [remote.remoteEntry, ...[...remote.entryImports, ...(exposed?.js ?? [])].map((file) => remote.baseUrl + file)];
  return {
    covered: [remote.scope],
    integrity: integrityOf(remote),
    modules: [...new Set(files)],
    styles: (exposed?.css ?? []).map((file) => remote.baseUrl + file),
    calls: preloadUrls(match, search),
  };
}

/** Of every module of the release, also those loaded later: a page's map cannot be taken back, only added to. */
function integrityOf({ baseUrl, files }: ResolvedRemote): Record<string, string> {
  return Object.fromEntries(files.filter(({ path }) => isModule(path)).map(({ path, integrity }) => [baseUrl + path, integrity]));
}

export const isModule = (path: string) => /\.m?js$/.test(path);
