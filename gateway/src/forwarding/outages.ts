/** Silence after which a refused connection is a new outage, not the one before. */
const FORGET_MS = 30_000;

/** Since when each upstream refuses connections, as the calls to it find out. */
export function createOutages(now: () => number = Date.now) {
  const known = new Map<string, { sinceMs: number; lastMs: number }>();
  return {
    /** Counts one more refusal; how long it has been refusing by now. */
    lastsMs(origin: string): number {
      const at = now();
      const outage = known.get(origin);
      const sinceMs = outage && at - outage.lastMs < FORGET_MS ? outage.sinceMs : at;
      known.set(origin, { sinceMs, lastMs: at });
      return at - sinceMs;
    },
    end: (origin: string) => void known.delete(origin),
  };
}
