/** Which screens hold unsaved changes right now. */
export function createUnsavedGuards() {
  const dirty = new Set<symbol>();
  return {
    any: () => dirty.size > 0,
    set(holder: symbol, isDirty: boolean) {
      if (isDirty) dirty.add(holder);
      else dirty.delete(holder);
    },
    /** The user chose to leave: what the screens hold no longer counts. */
    clear: () => dirty.clear(),
  };
}

export type UnsavedGuards = ReturnType<typeof createUnsavedGuards>;
