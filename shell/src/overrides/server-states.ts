import { createStore } from '../store.ts';

/** How it stands with a developer's server, by its origin. */
export type ServerState =
  | { status: 'answers' }
  /** `reason` in words that a developer knows what to do with. */
  | { status: 'silent'; reason: string };

/** What is known of the dev servers that this page loads from. */
export function createServerStates() {
  const { getState, set, subscribe } = createStore<ReadonlyMap<string, ServerState>>(new Map());
  return {
    get: (origin: string): ServerState | undefined => getState().get(origin),
    set: (origin: string, state: ServerState) => set(new Map(getState()).set(origin, state)),
    subscribe,
  };
}

export type ServerStates = ReturnType<typeof createServerStates>;

/** Of this page: filled by its first module, before the desk is there. */
export const serverStates = createServerStates();
