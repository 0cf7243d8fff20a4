import { matchRoute } from '@business-m/manifest/schema';
import { createApiClient } from '@business-m/sdk';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { RouterHistory } from '@tanstack/react-router';
import { createOverrides } from '../overrides/create-overrides.ts';
import { serverStates } from '../overrides/server-states.ts';
import { createDescriptions } from '../runtime/descriptions.ts';
import type { LoadModule } from '../runtime/federation.ts';
import { createFetchScreen } from '../runtime/fetch-screen.ts';
import { createIntegrityGuard } from '../runtime/integrity.ts';
import { fetchResolution } from '../runtime/manifest.ts';
import { createPrefetch } from '../runtime/prefetch.ts';
import { type Provided, unmetRequirement } from '../runtime/requirements.ts';
import { createScreenLoader } from '../runtime/screen-loader.ts';
import { loadStyles } from '../runtime/styles.ts';
import type { Boot } from '../session/boot.ts';
import { createSession } from '../session/session.ts';
import { createDeskRouter } from './router.tsx';
import { createUnsavedGuards } from './unsaved-guards.ts';

export interface DeskSurroundings {
  boot: Boot;
  provided: Provided;
  loadModule: LoadModule;
  queryClient: QueryClient;
  window: Window;
  /** Default: the browser's. */
  history?: RouterHistory;
}

/** Puts the desk's parts together. They live as long as the page. */
export function createDeskParts({ boot, provided, loadModule, queryClient, window, history }: DeskSurroundings) {
  const { document } = window;
  const api = createApiClient({ onSignedOut: () => session.expire() });
  const guards = createUnsavedGuards();
  const session = createSession({
    api,
    user: boot.user,
    startOver() {
      // The session is over: nothing here can be saved any more, and the browser must not offer to stay.
      guards.clear();
      window.location.assign('/');
    },
  });
  const descriptions = createDescriptions({ known: boot.assets, fetch: (...args) => globalThis.fetch(...args) });
  const guardIntegrity = createIntegrityGuard({ covered: Object.keys(boot.assets), nonce: boot.nonce, document });
  const overrides = createOverrides({
    overrides: boot.overrides,
    states: serverStates,
    provided,
    loadModule,
    fetch: (...args) => globalThis.fetch(...args),
    reload: () => window.location.reload(),
  });
  const fetchScreen = createFetchScreen({
    provided,
    loadModule,
    descriptions,
    guardIntegrity,
    overrides,
    loadStyles: (baseUrl, paths, files) => loadStyles(baseUrl, paths, files, document),
  });
  const loader = createScreenLoader({
    fetchScreen,
    onFailure: ({ scope, release }, expose, { code, technical }) =>
      console.error(`[desk] ${scope} ${release} ${expose}: ${code}: ${technical}`),
  });
  const manifestQuery = queryOptions({
    queryKey: ['gateway', 'remotes'],
    queryFn: async ({ signal }) => overrides.apply(await fetchResolution(api, signal)),
    // One release set a tab: what it began with it keeps, so that two remotes of different revisions never meet.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
  return {
    api,
    session,
    guards,
    loader,
    overrides,
    prefetch: createPrefetch({
      loader,
      descriptions,
      guardIntegrity,
      fits: (assets) => unmetRequirement('', assets, provided) === null,
      isOverridden: overrides.has,
      document,
    }),
    router: createDeskRouter(history),
    manifestQuery,
    /** Asks for the manifest, and loads the page's screen as soon as that says where it is: React is drawn meanwhile. */
    async start(): Promise<void> {
      if (boot.user === null) return;
      const resolution = await queryClient.fetchQuery(manifestQuery).catch(() => null);
      const match = resolution && matchRoute(resolution, window.location.pathname);
      if (match) loader.screen(match.remote, match.route.expose).load();
    },
  };
}

export type DeskParts = ReturnType<typeof createDeskParts>;
