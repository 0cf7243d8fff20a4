import { matchRoute, type Resolution } from '@business-m/contract';
import { createApiClient, keptTextOf, type User } from '@business-m/sdk';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { RouterHistory } from '@tanstack/react-router';
import { createMounts } from '../containment/mounts.ts';
import { createLiveSlot } from '../live/live-slot.ts';
import { whenQuiet } from '../live/when-quiet.ts';
import { createOverrides } from '../overrides/create-overrides.ts';
import { serverStates } from '../overrides/server-states.ts';
import { createDescriptions } from '../runtime/descriptions.ts';
import type { LoadModule } from '../runtime/federation.ts';
import { createFetchScreen } from '../runtime/fetch-screen.ts';
import type { FileGuard } from '../runtime/file-guard.ts';
import { needsFileGuard } from '../runtime/file-needs.ts';
import { createIntegrityGuard } from '../runtime/integrity.ts';
import { fetchResolution, readReleaseSetEvent } from '../runtime/manifest.ts';
import { createAskedPaths, createPrefetch } from '../runtime/prefetch.ts';
import { fitsPlainly, type Provided } from '../runtime/requirements.ts';
import { createScreenLoader } from '../runtime/screen-loader.ts';
import { dropStyles, loadStyles, switchStyles } from '../runtime/styles.ts';
import { createTelemetry, flushWhenHidden, sendBeacon } from '../runtime/telemetry.ts';
import { watchUncaught } from '../runtime/uncaught.ts';
import type { Boot } from '../session/boot.ts';
import { createSession } from '../session/session.ts';
import { createUnsavedGuards } from '../session/unsaved-guards.ts';
import { createDeskRouter } from './router.tsx';

export interface DeskSurroundings {
  boot: Boot;
  provided: Provided;
  loadModule: LoadModule;
  loadShared: () => Promise<unknown>;
  queryClient: QueryClient;
  window: Window & typeof globalThis;
  history?: RouterHistory;
}

export function createDeskParts({ boot, provided, loadModule, loadShared, queryClient, window, history }: DeskSurroundings) {
  const { document } = window;
  const asked = createAskedPaths((...args) => globalThis.fetch(...args));
  const api = createApiClient({ fetch: asked.fetch, onSignedOut: () => session.expire() });
  const guards = createUnsavedGuards();
  const session = createSession({
    api,
    user: boot.user,
    forget: forgetKeptText,
    startOver() {
      // After the session nothing can be saved: the browser must not offer to stay.
      guards.clear();
      window.location.assign('/');
    },
  });
  const descriptions = createDescriptions({ known: boot.assets, fetch: (...args) => globalThis.fetch(...args) });
  const integrity = createIntegrityGuard({ covered: Object.keys(boot.assets), nonce: boot.nonce, document });
  let fileGuard: FileGuard | undefined;
  const environment = () => own()?.environment ?? 'dev';
  const loadFileGuard = async () => {
    const { createFileGuard } = await import('../runtime/file-guard.ts');
    fileGuard ??= createFileGuard({ window, granted: boot.granted, environment, uncaught });
    return fileGuard;
  };
  document.addEventListener('securitypolicyviolation', (violation) => {
    void import('../runtime/refused-by-policy.ts').then(({ explainRefusal }) => explainRefusal(violation, own(), window.location.pathname));
  });
  const overrides = createOverrides({
    overrides: boot.overrides,
    coverServer: async (server) => (await loadFileGuard()).cover({ ...server, files: null }),
    states: serverStates,
    provided,
    loadModule,
    fetch: (...args) => globalThis.fetch(...args),
    reload: () => window.location.reload(),
  });
  const mounts = createMounts();
  const switchAll = () => switchStyles(mounts.isThere, document);
  mounts.subscribe(switchAll);
  /** A part of its own: most first screens need none of it. */
  async function containStyles(): Promise<void> {
    const { containPage } = await import('../containment/contain-page.ts');
    containPage({ mounts, remotes: () => own()?.remotes ?? [], nonce: boot.styleNonce ?? '' });
  }
  const fetchScreen = createFetchScreen({
    provided,
    loadModule,
    descriptions,
    integrity,
    overrides,
    async coverFiles({ scope, title }, address, assets) {
      const { files, needs } = assets;
      if (needsFileGuard(assets)) (await loadFileGuard()).cover({ scope, title, address, files, needs });
    },
    loadStyles: (styles) => loadStyles(styles, document).then(switchAll),
    containStyles,
  });
  const loader = createScreenLoader({
    fetchScreen,
    onOutcome({ remote: { scope, release }, expose, kind, failure, ms }) {
      if (failure) console.error(`[desk] ${scope} ${release} ${expose}: ${failure.code}: ${failure.technical}`);
      telemetry.report({ scope, release, expose, kind, ms, ...(failure ? { code: failure.code } : {}) });
    },
  });
  const telemetry = createTelemetry({
    send: (events) => sendBeacon(window, events),
    mayReport: () => session.getState().status === 'signed-in' && window.navigator.onLine,
    isOverridden: overrides.has,
  });
  flushWhenHidden(window, telemetry);
  const askForResolution = async (signal?: AbortSignal) => overrides.apply(await fetchResolution(api, signal));
  const manifestQuery = queryOptions({
    queryKey: ['gateway', 'remotes'],
    queryFn: ({ signal }) => askForResolution(signal),
    // A tab keeps its release set until its user takes another.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
  const prefetch = createPrefetch({
    loader,
    descriptions,
    integrity,
    fits: (assets) => fitsPlainly(assets, provided),
    isOverridden: overrides.has,
    wasAsked: asked.has,
    document,
  });
  const router = createDeskRouter(history);
  /** The tab's resolution; undefined until it is loaded. */
  const own = () => queryClient.getQueryData(manifestQuery.queryKey);
  const uncaught = watchUncaught(
    window,
    () => own()?.remotes ?? [],
    (uncaught) => telemetry.report({ ...uncaught, kind: 'uncaught' }),
  );
  function tidy({ remotes }: Resolution): void {
    const folders = new Set(remotes.map(({ baseUrl }) => baseUrl));
    loader.keepOnly((baseUrl) => folders.has(baseUrl));
    dropStyles((baseUrl) => folders.has(baseUrl), document);
  }
  const live = createLiveSlot(async () => {
    const { startLive } = await import('../live/start-live.ts');
    return startLive({
      session,
      window,
      shell: boot.shell,
      granted: boot.granted,
      readEvent: readReleaseSetEvent,
      own,
      fetchNewest: () => askForResolution(),
      isDirty: guards.any,
      prepare(next) {
        const match = matchRoute(next, new URL(router.history.location.href, document.baseURI).pathname);
        return match ? loader.prepare(match.remote, match.route.expose) : Promise.resolve(true);
      },
      discard() {
        const kept = own();
        if (kept) tidy(kept);
      },
      swap: (next) => queryClient.setQueryData(manifestQuery.queryKey, next),
      reload: () => window.location.reload(),
    });
  });
  return {
    api,
    styleNonce: boot.styleNonce,
    session,
    guards,
    mounts,
    loader,
    overrides,
    prefetch,
    router,
    manifestQuery,
    telemetry,
    live,
    /** Call it once a release set is drawn. */
    tidy,
    /** Fetches the manifest and loads the page's screen, while React draws the frame. */
    async start(): Promise<void> {
      if (boot.user === null) return;
      const resolution = await queryClient.fetchQuery(manifestQuery).catch(() => null);
      const match = resolution && matchRoute(resolution, window.location.pathname);
      // The live part starts also when the first screen failed.
      if (match) await loader.prepare(match.remote, match.route.expose);
      await whenQuiet(window, () => queryClient.isFetching() > 0);
      void live.start();
      // After a new release a desk that stays open could no longer fetch a part of its build. A screen that needs it tries again.
      loadShared().catch(() => {});
      import('../runtime/file-guard.ts').catch(() => {});
      containStyles().catch(() => {});
      if (resolution) void prefetch.descriptions(resolution);
    },
  };
}

export type DeskParts = ReturnType<typeof createDeskParts>;

/** Deletes what a user has typed and not saved, in this tab and all others, where forms then stop keeping it. Never rejects. */
const forgetKeptText = (user: User): Promise<void> =>
  new Promise<void>((done) => {
    // Throws where storage is blocked: then nothing was kept.
    const deleting = indexedDB.deleteDatabase(keptTextOf(user));
    // Blocked by a tab that sleeps: it is deleted once that wakes.
    deleting.onsuccess = deleting.onerror = deleting.onblocked = () => done();
  }).catch(() => {});
