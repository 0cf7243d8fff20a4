import type { ComponentType } from 'react';
import type { ReleaseSets } from './release-sets.ts';
import type { OfferParts } from './use-offer.ts';

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
  const listeners = new Set<() => void>();
  let live: Live | null = null;
  let loading: Promise<Live | null> | null = null;

  /** Does nothing the second time; null when it could not be had, which the next call tries again. */
  function start(): Promise<Live | null> {
    loading ??= load().then(
      (loaded) => {
        live = loaded;
        for (const listener of listeners) listener();
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
    getState: () => live,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** A screen could not be loaded: perhaps its release is gone, and there is another. */
    async check(): Promise<void> {
      const loaded = await start();
      await loaded?.sets.check();
    },
  };
}

export type LiveSlot = ReturnType<typeof createLiveSlot>;
