/** Which remotes have a screen in the page, and which had one last. */
export function createMounts() {
  const counts = new Map<string, number>();
  const listeners = new Set<() => void>();
  let current: string | null = null;

  function change(scope: string, by: number): void {
    const count = (counts.get(scope) ?? 0) + by;
    counts.set(scope, count);
    if (by > 0) current = scope;
    else if (current === scope && count === 0) current = null;
    for (const listener of listeners) listener();
  }

  return {
    isThere: (scope: string) => (counts.get(scope) ?? 0) > 0,
    /** The one that came last of those that are there. */
    current: () => current,
    enter(scope: string): () => void {
      change(scope, 1);
      return () => change(scope, -1);
    },
    subscribe: (listener: () => void) => void listeners.add(listener),
  };
}

export type Mounts = ReturnType<typeof createMounts>;
