import { useSyncExternalStore } from 'react';
import type { UnsavedGuards } from '../desk/unsaved-guards.ts';
import type { LiveState, ReleaseSets } from './release-sets.ts';

/** What the live part's components are handed: from outside, so that they share no file with the page's first code. */
export interface OfferParts {
  sets: ReleaseSets;
  guards: UnsavedGuards;
}

/** What is offered, and whether something unsaved stands in the way. */
export function useOffer({ sets, guards }: OfferParts): { state: LiveState; isDirty: boolean } {
  const state = useSyncExternalStore(sets.subscribe, sets.getState);
  const isDirty = useSyncExternalStore(guards.subscribe, guards.any);
  return { state, isDirty };
}
