import type { ResolvedRemote } from '@business-m/contract';
import type { ComponentType } from 'react';
import { createStore } from '../store.ts';
import type { FetchScreen } from './fetch-screen.ts';
import { describeFailure, type LoadFailure, loadFailure } from './load-failure.ts';

export type ScreenState =
  | { status: 'idle' }
  | { status: 'loading'; slow: boolean }
  | { status: 'ready'; Screen: ComponentType }
  | { status: 'failed'; failure: LoadFailure };

/** One exposed module on its way to being a screen. */
export interface ScreenHandle {
  getState(): ScreenState;
  subscribe(listener: () => void): () => void;
  /** Starts when idle; otherwise does nothing. */
  load(): void;
  /** Starts again under new URLs, whatever the state. An answer to an earlier attempt no longer counts. */
  retry(): void;
}

export interface ScreenLoaderOptions {
  fetchScreen: FetchScreen;
  /** After this it says that it is slow, and goes on waiting. */
  slowAfterMs?: number;
  /** After this it fails. */
  giveUpAfterMs?: number;
  /** Told once of each end of a wait, and when one gets long. */
  onOutcome?: (outcome: LoadOutcome) => void;
}

export interface LoadOutcome {
  remote: ResolvedRemote;
  expose: string;
  kind: 'ready' | 'load-failed' | 'slow';
  failure?: LoadFailure;
  /** Since it was asked for. */
  ms: number;
}

/** So long somebody waits for a new version of the screen they look at before it is given up. */
const PREPARE_MS = 20_000;

/** Loads screens once each. Attempts are counted for a whole release, because its modules share the URLs that failed. */
export function createScreenLoader({ fetchScreen, slowAfterMs = 8_000, giveUpAfterMs = 60_000, onOutcome }: ScreenLoaderOptions) {
  const handles = new Map<string, ScreenHandle>();
  const attempts = new Map<string, number>();

  function createHandle(remote: ResolvedRemote, expose: string): ScreenHandle {
    const { getState, set: become, subscribe } = createStore<ScreenState>({ status: 'idle' });
    let current = 0;

    function start(attempt: number) {
      current += 1;
      const run = current;
      const beganMs = performance.now();
      const tell = (kind: LoadOutcome['kind'], failure?: LoadFailure) =>
        onOutcome?.({ remote, expose, kind, ms: Math.round(performance.now() - beganMs), ...(failure ? { failure } : {}) });
      const finish = (next: ScreenState) => {
        if (run !== current) return;
        current += 1;
        clearTimeout(slow);
        clearTimeout(limit);
        if (next.status === 'failed') tell('load-failed', next.failure);
        else tell('ready');
        become(next);
      };
      const slow = setTimeout(() => {
        if (run !== current) return;
        tell('slow');
        become({ status: 'loading', slow: true });
      }, slowAfterMs);
      const limit = setTimeout(() => finish({ status: 'failed', failure: tooSlow(remote.title, giveUpAfterMs) }), giveUpAfterMs);
      become({ status: 'loading', slow: false });
      fetchScreen(remote, expose, attempt).then(
        (Screen) => finish({ status: 'ready', Screen }),
        (error: unknown) => finish({ status: 'failed', failure: describeFailure(error, remote.title) }),
      );
    }

    return {
      getState,
      subscribe,
      load() {
        if (getState().status === 'idle') start(attempts.get(remote.baseUrl) ?? 0);
      },
      retry() {
        const attempt = (attempts.get(remote.baseUrl) ?? 0) + 1;
        attempts.set(remote.baseUrl, attempt);
        start(attempt);
      },
    };
  }

  function screen(remote: ResolvedRemote, expose: string): ScreenHandle {
    const key = `${remote.baseUrl} ${expose}`;
    const handle = handles.get(key) ?? createHandle(remote, expose);
    handles.set(key, handle);
    return handle;
  }

  return {
    /** The handle of an exposed module of a release; the same one each time. */
    screen,
    /** Loads a screen that is not shown yet, anew if it failed before; whether it is there, or could not be had in time. */
    prepare(remote: ResolvedRemote, expose: string): Promise<boolean> {
      const handle = screen(remote, expose);
      if (handle.getState().status === 'failed') handle.retry();
      else handle.load();
      return new Promise((resolve) => {
        const limit = setTimeout(() => settle(false), PREPARE_MS);
        const stop = handle.subscribe(look);
        function settle(isThere: boolean) {
          clearTimeout(limit);
          stop();
          resolve(isThere);
        }
        function look() {
          const { status } = handle.getState();
          if (status === 'ready' || status === 'failed') settle(status === 'ready');
        }
        look();
      });
    },
    /** Forgets the screens of releases that are not in use any more: should one come back, its stylesheets are needed again. */
    keepOnly(isUsed: (baseUrl: string) => boolean): void {
      for (const key of handles.keys()) if (!isUsed(key.slice(0, key.indexOf(' ')))) handles.delete(key);
    },
    /** Where a release is being loaded from now. */
    attemptOf: (remote: ResolvedRemote) => attempts.get(remote.baseUrl) ?? 0,
  };
}

export type ScreenLoader = ReturnType<typeof createScreenLoader>;

function tooSlow(title: string, limitMs: number): LoadFailure {
  return loadFailure('too-slow', `${title} did not arrive within ${Math.round(limitMs / 1000)} seconds.`, `no answer after ${limitMs} ms`);
}
