import type { ComponentType } from 'react';
import type { UnsavedGuards } from '../session/unsaved-guards.ts';
import { createStore } from '../store.ts';
import type { ReleaseSets } from './release-sets.ts';

/** Props of the live components: passed in, so that they share no chunk with the page's first code. */
export interface OfferParts {
  sets: ReleaseSets;
  guards: UnsavedGuards;
}

export interface Live {
  sets: ReleaseSets;
  Bar: ComponentType<OfferParts>;
  /** Shown where a screen failed: whether the offered release set helps. */
  Hint: ComponentType<OfferParts & { scope: string }>;
}

/** Loads the live part after the first screen, all at once: after a new release an open desk can no longer fetch parts of its build. */
export function createLiveSlot(load: () => Promise<Live>) {
  const { getState, set, subscribe } = createStore<Live | null>(null);
  let loading: Promise<Live | null> | null = null;

  /** Loads once; null when that failed, and the next call tries again. */
  function start(): Promise<Live | null> {
    loading ??= load().then(
      (loaded) => {
        set(loaded);
        return loaded;
      },
      () => {
        loading = null;
        return null;
      },
    );
    return loading;
  }

  return {
    start,
    getState,
    subscribe,
    /** Asks for a newer release set after a screen failed to load. */
    async check(): Promise<void> {
      const loaded = await start();
      await loaded?.sets.check();
    },
  };
}

export type LiveSlot = ReturnType<typeof createLiveSlot>;
