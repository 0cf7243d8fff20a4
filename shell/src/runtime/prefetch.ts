import type { ResolvedRemote } from '@business-m/manifest/schema';
import { matchRoute, preloadUrls, type Resolution } from '@business-m/manifest/schema';
import type { ScreenLoader } from './screen-loader.ts';

export interface PrefetchOptions {
  loader: ScreenLoader;
  guardIntegrity: (remote: ResolvedRemote, baseUrl: string) => void;
  /** Whether a remote can run here: of one that cannot, nothing is fetched. */
  fits: (remote: ResolvedRemote) => boolean;
  document: Document;
}

/**
 * Fetches a screen's modules when somebody points at a link to it, and its first API calls when they go there while the modules
 * are still on their way. Only hints: what fails here is tried, and reported, by the loader.
 */
export function createPrefetch({ loader, guardIntegrity, fits, document }: PrefetchOptions) {
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
    if (!match || !fits(match.remote)) return null;
    const idle = loader.attemptOf(match.remote) === 0 && loader.screen(match.remote, match.route.expose).getState().status === 'idle';
    return idle ? { match, search } : null;
  }

  return {
    modules(resolution: Resolution, href: string) {
      const found = find(resolution, href);
      if (!found) return;
      const { remote, route } = found.match;
      guardIntegrity(remote, remote.baseUrl);
      for (const path of [
        remote.remoteEntry.slice(remote.baseUrl.length),
        ...remote.entryImports,
        ...(remote.exposes[route.expose]?.js ?? []),
      ]) {
        const integrity = remote.files.find((file) => file.path === path)?.integrity;
        // Without the attribute Chromium fetches the module twice: what was preloaded "mismatches" the import map's integrity.
        if (integrity) hint({ rel: 'modulepreload', href: remote.baseUrl + path, integrity });
      }
    },
    /** To be called as the navigation starts: later the screen asks by itself. */
    firstCalls(resolution: Resolution, href: string) {
      const found = find(resolution, href);
      if (!found) return;
      for (const url of preloadUrls(found.match, found.search)) hint({ rel: 'preload', as: 'fetch', href: url });
    },
  };
}

export type Prefetch = ReturnType<typeof createPrefetch>;
