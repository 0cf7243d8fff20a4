import type { ComponentType } from 'react';
import type { UnsavedGuards } from '../session/unsaved-guards.ts';
import { createStore } from '../store.ts';
import type { ReleaseSets } from './release-sets.ts';

/** What the live part's components are handed: from outside, so that they share no file with the page's first code. */
export interface OfferParts {
  sets: ReleaseSets;
  guards: UnsavedGuards;
}

/** What comes with the live part of the desk. */
export interface Live {
  sets: ReleaseSets;
  /** Says what is offered, and asks. */
  Bar: ComponentType<OfferParts>;
  /** In place of a screen that failed: whether the offer would help. */
  Hint: ComponentType<OfferParts & { scope: string }>;
}

/**
 * Where the live part will be once the first screen is there: it is code and a connection that nobody waits for.
 * All of it arrives together, because a desk that has been open for days can no longer fetch a part of its build.
 */
export function createLiveSlot(load: () => Promise<Live>) {
  const { getState, set, subscribe } = createStore<Live | null>(null);
  let loading: Promise<Live | null> | null = null;

  /** Does nothing the second time; null when it could not be had, which the next call tries again. */
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
    /** A screen could not be loaded: perhaps its release is gone, and there is another. */
    async check(): Promise<void> {
      const loaded = await start();
      await loaded?.sets.check();
    },
  };
}

export type LiveSlot = ReturnType<typeof createLiveSlot>;
