/** A value with listeners, for `useSyncExternalStore`. Imports no React: a page with overrides needs it before. */
export function createStore<T>(initial: T) {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    getState: () => state,
    set(next: T): void {
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
