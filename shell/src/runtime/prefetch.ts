import { matchRoute, preloadUrls, type RemoteAssets, type Resolution, type RouteMatch } from '@business-m/contract';
import type { Descriptions } from './descriptions.ts';
import type { IntegrityGuard } from './integrity.ts';
import type { ScreenLoader } from './screen-loader.ts';

/** So many descriptions are fetched without anybody pointing at anything; of a larger fleet most would never be looked at. */
const SMALL_FLEET = 12;

export interface PrefetchOptions {
  loader: ScreenLoader;
  descriptions: Descriptions;
  guardIntegrity: IntegrityGuard;
  /** Whether a release can run here: of one that is known not to, nothing is fetched. */
  fits: (assets: RemoteAssets) => boolean;
  isOverridden: (scope: string) => boolean;
  /** Whether a path of the API was asked for before. */
  wasAsked: (path: string) => boolean;
  document: Document;
}

/**
 * Fetches a screen's description and modules when somebody points at a link to it, and its first API calls when they go there while the
 * modules are still on their way. Only hints: what fails here is tried, and reported, by the loader.
 */
export function createPrefetch({ loader, descriptions, guardIntegrity, fits, isOverridden, wasAsked, document }: PrefetchOptions) {
  const hinted = new Set<string>();

  function hint(attributes: { rel: string; href: string; as?: string; integrity?: string }) {
    if (hinted.has(attributes.href)) return;
    hinted.add(attributes.href);
    const link = document.createElement('link');
    for (const [name, value] of Object.entries({ ...attributes, crossorigin: 'anonymous' })) link.setAttribute(name, value);
    document.head.append(link);
  }

  function find(resolution: Resolution, href: string) {
    const { pathname, search } = new URL(href, document.baseURI);
    const match = matchRoute(resolution, pathname);
    return match && isIdle(match) && !isMisfit(match) ? { match, search } : null;
  }

  function isMisfit({ remote }: RouteMatch): boolean {
    const assets = descriptions.peek(remote);
    return assets !== undefined && !fits(assets);
  }

  const isIdle = ({ remote, route }: RouteMatch) =>
    !isOverridden(remote.scope) && loader.attemptOf(remote) === 0 && loader.screen(remote, route.expose).getState().status === 'idle';

  return {
    async modules(resolution: Resolution, href: string): Promise<void> {
      const found = find(resolution, href);
      if (!found) return;
      const { remote, route } = found.match;
      const assets = await descriptions.get(remote).catch(() => null);
      // Meanwhile they may have gone there: then the loader fetches all of it.
      if (!assets || !isIdle(found.match) || isMisfit(found.match)) return;
      guardIntegrity(remote.baseUrl, assets.files);
      const entry = remote.remoteEntry.slice(remote.baseUrl.length);
      for (const path of [entry, ...assets.entryImports, ...(assets.exposes[route.expose]?.js ?? [])]) {
        const integrity = assets.files.find((file) => file.path === path)?.integrity;
        // Without the attribute Chromium fetches the module twice: what was preloaded "mismatches" the import map's integrity.
        if (integrity) hint({ rel: 'modulepreload', href: remote.baseUrl + path, integrity });
      }
    },
    /** To be called as the navigation starts: later the screen asks by itself. */
    firstCalls(resolution: Resolution, href: string): void {
      const found = find(resolution, href);
      const assets = found && descriptions.peek(found.match.remote);
      if (!assets) return;
      // A screen that has its answer yet would not ask: what was preloaded would lie there, old, for the first who asks after a change.
      const paths = preloadUrls(found.match, assets.routes, found.search).filter((path) => !wasAsked(path));
      for (const path of paths) hint({ rel: 'preload', as: 'fetch', href: path });
    },
    /** To be called when the desk has nothing else to do: pointing at a link then needs no round trip more. */
    async descriptions({ remotes }: Resolution): Promise<void> {
      if (remotes.length > SMALL_FLEET) return;
      await Promise.allSettled(remotes.filter(({ scope }) => !isOverridden(scope)).map((remote) => descriptions.get(remote)));
    },
  };
}

export type Prefetch = ReturnType<typeof createPrefetch>;

const ASKED_MAX = 1_000;

/** Which of the newest thousand paths this page has asked for already, however that ended. */
export function createAskedPaths(fetch: typeof globalThis.fetch): { fetch: typeof globalThis.fetch; has(path: string): boolean } {
  const asked = new Set<string>();
  return {
    fetch(input, init) {
      if (typeof input === 'string') {
        asked.delete(input);
        asked.add(input);
        if (asked.size > ASKED_MAX) for (const oldest of asked) if (asked.delete(oldest)) break;
      }
      return fetch(input, init);
    },
    has: (path) => asked.has(path),
  };
}
