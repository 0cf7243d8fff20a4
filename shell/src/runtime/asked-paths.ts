const KEPT = 1_000;

export interface AskedPaths {
  /** `fetch`, with what it is asked for kept in mind. */
  fetch: typeof globalThis.fetch;
  has(path: string): boolean;
}

/** Which of the newest thousand paths this page has asked for already, however that ended. */
export function createAskedPaths(fetch: typeof globalThis.fetch): AskedPaths {
  const asked = new Set<string>();
  return {
    fetch(input, init) {
      if (typeof input === 'string') {
        asked.delete(input);
        asked.add(input);
        if (asked.size > KEPT) for (const oldest of asked) if (asked.delete(oldest)) break;
      }
      return fetch(input, init);
    },
    has: (path) => asked.has(path),
  };
}
