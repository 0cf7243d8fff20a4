/** Which screens hold unsaved changes right now. */
export function createUnsavedGuards() {
  const dirty = new Set<symbol>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    any: () => dirty.size > 0,
    set(holder: symbol, isDirty: boolean) {
      if (isDirty) dirty.add(holder);
      else dirty.delete(holder);
      changed();
    },
    /** The user chose to leave: what the screens hold no longer counts. */
    clear() {
      dirty.clear();
      changed();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export type UnsavedGuards = ReturnType<typeof createUnsavedGuards>;
