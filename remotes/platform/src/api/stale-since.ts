/** Of a query's result, what tells whether it is still true. */
export interface Watched {
  data: unknown;
  dataUpdatedAt: number;
  isRefetchError: boolean;
  failureCount: number;
}

/** One lost try heals by itself before anybody has read about it. */
const FAILURES_SHOWN = 2;

/**
 * Since when something that is shown could not be asked for again; null while all of it can. A read whose server is away never ends in an
 * error: it goes on trying.
 */
export function staleSince(...reads: readonly Watched[]): number | null {
  const stale = reads.find((read) => read.data !== undefined && (read.isRefetchError || read.failureCount >= FAILURES_SHOWN));
  return stale ? stale.dataUpdatedAt : null;
}
