import { useSyncExternalStore } from 'react';
import { useDesk } from '../desk/desk-context.tsx';
import type { LiveState, ReleaseSets } from './release-sets.ts';

/** What is offered, and whether something unsaved stands in the way. Only below the live part, which comes with it. */
export function useOffer(): { sets: ReleaseSets; state: LiveState; isDirty: boolean } {
  const { live, guards } = useDesk();
  const sets = live.getState()?.sets;
  if (!sets) throw new Error('useOffer is called before the live part is there');
  const state = useSyncExternalStore(sets.subscribe, sets.getState);
  const isDirty = useSyncExternalStore(guards.subscribe, guards.any);
  return { sets, state, isDirty };
}
