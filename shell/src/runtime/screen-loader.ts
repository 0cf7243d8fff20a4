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

export interface ScreenLoaderOptions {
  fetchScreen: FetchScreen;
  /** Called at the end of each load, and when one is slow. */
  onOutcome?: (outcome: LoadOutcome) => void;
}

export interface LoadOutcome {
  remote: ResolvedRemote;
  expose: string;
  kind: 'ready' | 'load-failed' | 'slow';
  failure?: LoadFailure;
  ms: number;
}

const SLOW_MS = 8_000;
const GIVE_UP_MS = 60_000;
/** Limit for preparing a screen of a new release set. */
const PREPARE_MS = 20_000;

/** Loads each screen once. Attempts are counted by release, because its modules share the URLs that failed. */
export function createScreenLoader({ fetchScreen, onOutcome }: ScreenLoaderOptions) {
  const handles = new Map<string, ReturnType<typeof createHandle>>();
  const attempts = new Map<string, number>();

  function createHandle(remote: ResolvedRemote, expose: string) {
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
      }, SLOW_MS);
      const limit = setTimeout(() => finish({ status: 'failed', failure: tooSlow(remote.title) }), GIVE_UP_MS);
      become({ status: 'loading', slow: false });
      fetchScreen(remote, expose, attempt).then(
        (Screen) => finish({ status: 'ready', Screen }),
        (error: unknown) => finish({ status: 'failed', failure: describeFailure(error, remote.title) }),
      );
    }

    return {
      getState,
      subscribe,
      /** Starts when idle. */
      load(): void {
        if (getState().status === 'idle') start(attempts.get(remote.baseUrl) ?? 0);
      },
      /** Starts again under new URLs. Answers to earlier attempts no longer count. */
      retry(): void {
        const attempt = (attempts.get(remote.baseUrl) ?? 0) + 1;
        attempts.set(remote.baseUrl, attempt);
        start(attempt);
      },
    };
  }

  function screen(remote: ResolvedRemote, expose: string) {
    const key = `${remote.baseUrl} ${expose}`;
    const handle = handles.get(key) ?? createHandle(remote, expose);
    handles.set(key, handle);
    return handle;
  }

  return {
    screen,
    /** Loads a screen ahead, again if it failed before; false when that failed or took too long. */
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
    /** Forgets the screens of unused releases, whose stylesheets are gone. */
    keepOnly(isUsed: (baseUrl: string) => boolean): void {
      for (const key of handles.keys()) if (!isUsed(key.slice(0, key.indexOf(' ')))) handles.delete(key);
    },
    attemptOf: (remote: ResolvedRemote) => attempts.get(remote.baseUrl) ?? 0,
  };
}

export type ScreenLoader = ReturnType<typeof createScreenLoader>;

function tooSlow(title: string): LoadFailure {
  return loadFailure('too-slow', `${title} did not arrive within ${GIVE_UP_MS / 1000} seconds.`, `no answer after ${GIVE_UP_MS} ms`);
}
