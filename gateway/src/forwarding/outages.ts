/** Silence after which a refused connection is a new outage, not the one before. */
const FORGET_MS = 30_000;

/** Since when each upstream refuses connections, as the calls to it find out. */
export interface Outages {
  /** Counts one more refusal; how long it has been refusing by now. */
  lastsMs(origin: string): number;
  end(origin: string): void;
}

export function createOutages(now: () => number = Date.now): Outages {
  const known = new Map<string, { sinceMs: number; lastMs: number }>();
  return {
    lastsMs(origin) {
      const at = now();
      const outage = known.get(origin);
      const sinceMs = outage && at - outage.lastMs < FORGET_MS ? outage.sinceMs : at;
      known.set(origin, { sinceMs, lastMs: at });
      return at - sinceMs;
    },
    end: (origin) => void known.delete(origin),
  };
}
