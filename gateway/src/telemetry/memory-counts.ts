import { type HealthCounts, WINDOW_MINUTES } from './health-counts.ts';
import { readSample } from './read-sample.ts';
import { createSampleBook, type SampleBookOptions } from './sample-book.ts';

const PRUNE_MS = 60_000;

export type MemoryCountsOptions = Omit<SampleBookOptions, 'now'> & { now?: () => number };

/** Counts of one gateway alone. They begin anew when it does. */
export function createMemoryCounts({ now = Date.now, ...options }: MemoryCountsOptions): HealthCounts {
  const book = createSampleBook({ ...options, now });
  const timer = setInterval(book.prune, PRUNE_MS).unref();
  return {
    windowMinutes: WINDOW_MINUTES,
    record: (userId, events) => void book.record(userId, events),
    read(scope, since) {
      const sinceS = windowStartS(now(), since);
      return book.releasesOf(scope).flatMap(({ release, sample }) => readSample(release, sample, sinceS) ?? []);
    },
    async close() {
      clearInterval(timer);
    },
  };
}

export const windowStartS = (timeMs: number, since: Date | undefined) =>
  Math.max(Math.floor(timeMs / 1_000) - WINDOW_MINUTES * 60, Math.floor((since?.getTime() ?? 0) / 1_000));
