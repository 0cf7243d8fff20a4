import { matchRoute, preloadUrls, type RemoteAssets, type Resolution, type RouteMatch } from '@business-m/contract';
import type { Descriptions } from './descriptions.ts';
import type { IntegrityGuard } from './integrity.ts';
import type { ScreenLoader } from './screen-loader.ts';

/** Fleets up to this size have all their descriptions fetched when the desk is idle. */
const SMALL_FLEET = 12;

export interface PrefetchOptions {
  loader: ScreenLoader;
  descriptions: Descriptions;
  integrity: Pick<IntegrityGuard, 'announce'>;
  /** Nothing is fetched of a release that cannot run here. */
  fits: (assets: RemoteAssets) => boolean;
  isOverridden: (scope: string) => boolean;
  wasAsked: (path: string) => boolean;
  document: Document;
}

/** Fetches description and modules of a screen when its link is pointed at, and its first API calls on the way. Ignores faults. */
export function createPrefetch({ loader, descriptions, integrity: guard, fits, isOverridden, wasAsked, document }: PrefetchOptions) {
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
      // The user may have followed the link meanwhile: then the loader fetches all of it.
      if (!assets || !isIdle(found.match) || isMisfit(found.match)) return;
      guard.announce(remote.baseUrl, assets.files);
      const entry = remote.remoteEntry.slice(remote.baseUrl.length);
      for (const path of [entry, ...assets.entryImports, ...(assets.exposes[route.expose]?.js ?? [])]) {
        const integrity = assets.files.find((file) => file.path === path)?.integrity;
        // Without the attribute Chromium fetches the module twice.
        if (integrity) hint({ rel: 'modulepreload', href: remote.baseUrl + path, integrity });
      }
    },
    /** Call it as the navigation starts: later the screen asks by itself. */
    firstCalls(resolution: Resolution, href: string): void {
      const found = find(resolution, href);
      const assets = found && descriptions.peek(found.match.remote);
      if (!assets) return;
      // A screen with a cached answer would not use the preload; the next reader would get it stale.
      const paths = preloadUrls(found.match, assets.routes, found.search).filter((path) => !wasAsked(path));
      for (const path of paths) hint({ rel: 'preload', as: 'fetch', href: path });
    },
    /** Call it when the desk is idle. */
    async descriptions({ remotes }: Resolution): Promise<void> {
      if (remotes.length > SMALL_FLEET) return;
      await Promise.allSettled(remotes.filter(({ scope }) => !isOverridden(scope)).map((remote) => descriptions.get(remote)));
    },
  };
}

export type Prefetch = ReturnType<typeof createPrefetch>;

const ASKED_MAX = 1_000;

/** The newest thousand paths that this page has asked for. */
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
