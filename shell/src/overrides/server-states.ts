/** How it stands with a developer's server, by its origin. */
export type ServerState =
  | { status: 'answers' }
  /** `reason` in words that a developer knows what to do with. */
  | { status: 'silent'; reason: string };

/** What is known of the dev servers that this page loads from. */
export function createServerStates() {
  const states = new Map<string, ServerState>();
  const listeners = new Set<() => void>();
  return {
    get: (origin: string): ServerState | undefined => states.get(origin),
    set(origin: string, state: ServerState) {
      states.set(origin, state);
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export type ServerStates = ReturnType<typeof createServerStates>;

/** Of this page: filled by its first module, before the desk is there. */
export const serverStates = createServerStates();
