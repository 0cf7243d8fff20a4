import { createStore } from '../store.ts';

/** The screens with unsaved changes. */
export function createUnsavedGuards() {
  const { getState, set, subscribe } = createStore<ReadonlySet<symbol>>(new Set());
  return {
    any: () => getState().size > 0,
    set(holder: symbol, isDirty: boolean) {
      const others = [...getState()].filter((each) => each !== holder);
      set(new Set(isDirty ? [...others, holder] : others));
    },
    /** The user chose to leave. */
    clear: () => set(new Set()),
    subscribe,
  };
}

export type UnsavedGuards = ReturnType<typeof createUnsavedGuards>;
