import { createHmac } from 'node:crypto';
import { type ReportedEvent, WINDOW_MINUTES } from './health-counts.ts';
import { ReleaseSample } from './release-sample.ts';

/** Users that are followed, of one release and of all; the greatest samples are halved when there are more. */
const USERS_LIMIT = { release: 2_000, total: 200_000 };

export interface SampleBookOptions {
  /** User ids are kept as keyed hashes, other ones for each scope: nobody who reads them can tell who it was, or follow a person. */
  secret: string;
  now: () => number;
}

export const keyOf = (scope: string, release: string) => `${scope} ${release}`;

/** What this gateway was told, by scope and release. */
export function createSampleBook({ secret, now }: SampleBookOptions) {
  const samples = new Map<string, ReleaseSample>();
  let total = 0;

  const hashOf = (scope: string, userId: string) =>
    createHmac('sha256', secret).update(`health\n${scope}\n${userId}`).digest('base64url').slice(0, 8);

  function makeRoom(): void {
    const greatest = [...samples.values()].sort((a, b) => b.users.size - a.users.size)[0];
    if (!greatest) return;
    total -= greatest.users.size;
    greatest.halve();
    total += greatest.users.size;
  }

  return {
    /** Returns the releases of which something is known now that was not, as `<scope> <release>`. */
    record(userId: string, events: readonly ReportedEvent[]): Set<string> {
      const changed = new Set<string>();
      const nowS = Math.floor(now() / 1_000);
      for (const event of events) {
        const key = keyOf(event.scope, event.release);
        const sample = samples.get(key) ?? new ReleaseSample(USERS_LIMIT.release);
        samples.set(key, sample);
        const before = sample.users.size;
        if (sample.record(hashOf(event.scope, userId), event, nowS)) changed.add(key);
        total += sample.users.size - before;
        if (total > USERS_LIMIT.total) makeRoom();
      }
      return changed;
    },
    sampleOf: (key: string) => samples.get(key),
    keys: () => samples.keys(),
    releasesOf: (scope: string) =>
      [...samples]
        .filter(([key]) => key.startsWith(`${scope} `))
        .map(([key, sample]) => ({ release: key.slice(scope.length + 1), sample })),
    /** Forgets what is older than the window. */
    prune(): void {
      const sinceS = Math.floor(now() / 1_000) - WINDOW_MINUTES * 60;
      total = 0;
      for (const [key, sample] of samples) {
        sample.prune(sinceS);
        if (sample.users.size === 0) samples.delete(key);
        total += sample.users.size;
      }
    },
  };
}
