import { createStore } from '../store.ts';

/** Which screens hold unsaved changes right now. */
export function createUnsavedGuards() {
  const { getState, set, subscribe } = createStore<ReadonlySet<symbol>>(new Set());
  return {
    any: () => getState().size > 0,
    set(holder: symbol, isDirty: boolean) {
      const others = [...getState()].filter((each) => each !== holder);
      set(new Set(isDirty ? [...others, holder] : others));
    },
    /** The user chose to leave: what the screens hold no longer counts. */
    clear: () => set(new Set()),
    subscribe,
  };
}

export type UnsavedGuards = ReturnType<typeof createUnsavedGuards>;
