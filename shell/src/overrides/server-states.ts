import { createStore } from '../store.ts';

export type ServerState =
  | { status: 'answers' }
  /** `reason`: for the developer. */
  | { status: 'silent'; reason: string };

export function createServerStates() {
  const { getState, set, subscribe } = createStore<ReadonlyMap<string, ServerState>>(new Map());
  return {
    get: (origin: string): ServerState | undefined => getState().get(origin),
    set: (origin: string, state: ServerState) => set(new Map(getState()).set(origin, state)),
    subscribe,
  };
}

export type ServerStates = ReturnType<typeof createServerStates>;

/** Of this page: its first module fills it, before the shell is loaded. */
export const serverStates = createServerStates();
