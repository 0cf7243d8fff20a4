/** `connecting`: not probed yet. `impaired`: answers, but is full, read-only or crowded. `unavailable`: does not answer. */
export type DatabaseCondition = 'connecting' | 'ok' | 'impaired' | 'unavailable';

export interface DatabaseState {
  state: DatabaseCondition;
  /** ISO time of the last change of `state`. */
  since: string;
  /** What is wrong and what helps, in a sentence; no secret. */
  message: string | null;
}

/** A value that changes, and whoever wants to know. */
export interface StateCell {
  get(): DatabaseState;
  /** `since` and the listeners follow only a change of state or message. */
  set(state: DatabaseCondition, message?: string | null): void;
  onChange(listener: (state: DatabaseState) => void): () => void;
}

export function createStateCell(now: () => Date = () => new Date()): StateCell {
  let current: DatabaseState = { state: 'connecting', since: now().toISOString(), message: null };
  const listeners = new Set<(state: DatabaseState) => void>();
  return {
    get: () => current,
    set(state, message = null) {
      if (state === current.state && message === current.message) return;
      current = { state, message, since: state === current.state ? current.since : now().toISOString() };
      for (const listener of listeners) listener(current);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
