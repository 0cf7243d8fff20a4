/** Sign-ins that somebody ended before their time: their cookies are good for nothing, wherever a copy of one lies. */
export interface EndedSessions {
  has(id: string): boolean;
  /** `until`: when it would have ended by itself, and may be forgotten. */
  add(id: string, until: Date): void;
  /** Called with each that was not known, whoever ended it. */
  onAdd(listener: (id: string) => void): () => void;
  close(): Promise<void>;
}

const LIMIT = 100_000;

/** Known to this process alone. */
export function createEndedSessions({ now = () => new Date() }: { now?: () => Date } = {}): EndedSessions {
  const ended = new Map<string, Date>();
  const listeners = new Set<(id: string) => void>();
  return {
    has: (id) => ended.has(id),
    add(id, until) {
      if (ended.has(id) || until <= now()) return;
      if (ended.size >= LIMIT) for (const [other, otherUntil] of ended) if (otherUntil <= now()) ended.delete(other);
      const oldest = ended.size >= LIMIT ? ended.keys().next().value : undefined;
      if (oldest !== undefined) ended.delete(oldest);
      ended.set(id, until);
      for (const listener of listeners) listener(id);
    },
    onAdd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {},
  };
}
