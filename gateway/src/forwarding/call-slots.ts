/** Limits how many calls are under way to each upstream. */
export function createCallSlots(limit: number) {
  const taken = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();

  /** Takes a slot if one is free. */
  function tryEnter(origin: string): boolean {
    const count = taken.get(origin) ?? 0;
    if (count >= limit) return false;
    taken.set(origin, count + 1);
    return true;
  }

  return {
    tryEnter,
    /** Takes the next one that comes free, in the order of asking; for callers whose number is bounded elsewhere. */
    async enter(origin: string): Promise<void> {
      if (tryEnter(origin)) return;
      await new Promise<void>((resolve) => {
        const queue = waiting.get(origin) ?? [];
        waiting.set(origin, queue);
        queue.push(resolve);
      });
    },
    leave(origin: string): void {
      const next = waiting.get(origin)?.shift();
      if (next) return void next();
      const count = (taken.get(origin) ?? 1) - 1;
      if (count > 0) return void taken.set(origin, count);
      taken.delete(origin);
      waiting.delete(origin);
    },
  };
}
