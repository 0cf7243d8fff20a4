import type { Outcome } from '@business-m/protocols';

type Settle = (outcome: Outcome) => Promise<void>;

/** Who settles outcomes of a scope in this process; several relays of one outbox may, and any of them will do. */
export interface Listeners {
  of(scope: string): Settle | undefined;
  /** Returns how to stop. */
  add(scope: string, settle: Settle): () => void;
}

export function createListeners(): Listeners {
  const listeners = new Set<{ scope: string; settle: Settle }>();
  return {
    of: (scope) => [...listeners].find((listener) => listener.scope === scope)?.settle,
    add(scope, settle) {
      const listener = { scope, settle };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
