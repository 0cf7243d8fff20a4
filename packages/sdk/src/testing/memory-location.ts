/** A location without a browser's address bar: what a test's desk navigates in. */
export interface MemoryLocation {
  read(): string;
  go(to: string): void;
  subscribe(listener: () => void): () => void;
}

export function createMemoryLocation(start: string): MemoryLocation {
  const listeners = new Set<() => void>();
  let path = start;
  return {
    read: () => path,
    go(to) {
      path = to;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
