import type { RemoteRoute } from './remote-json.ts';
import type { Resolution, ResolvedRemote, ResolvedRoute } from './resolution.ts';

export interface RouteMatch {
  remote: ResolvedRemote;
  route: ResolvedRoute;
  params: Readonly<Record<string, string>>;
}

/** Finds the screen for a page's path, `/<scope>/<route>`. The gateway and the shell must agree, so both call this. */
export function matchRoute(resolution: Pick<Resolution, 'remotes'>, pathname: string): RouteMatch | null {
  const [, scope, ...rest] = pathname.replace(/\/+$/, '').split('/');
  const remote = resolution.remotes.find((candidate) => candidate.scope === scope);
  if (!remote) return null;
  const matches = remote.routes.flatMap((route) => {
    const params = matchPath(route.path, rest);
    return params ? [{ remote, route, params }] : [];
  });
  // `items/new` before `items/:id`: the match with fewer parameters wins.
  return matches.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0] ?? null;
}

function matchPath(pattern: string, segments: readonly string[]): Record<string, string> | null {
  const parts = pattern === '' ? [] : pattern.split('/');
  if (parts.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = decode(segments[index] ?? '');
    if (value === null || value === '') return null;
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** API calls a screen starts with, spelt as its first fetches. `search` includes its `?`. @param routes of the release's `remote.json` */
export function preloadUrls({ route: { path }, params }: RouteMatch, routes: readonly RemoteRoute[], search: string): string[] {
  const templates = routes.find((route) => route.path === path)?.preload ?? [];
  return templates.map((template) =>
    template.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => (name === 'search' ? search : encodeURIComponent(params[name] ?? ''))),
  );
}
