import type { UseQueryResult } from '@tanstack/react-query';

/** The part of a query's result that tells whether its data is fresh. */
export type Watched = Pick<UseQueryResult, 'data' | 'dataUpdatedAt' | 'isRefetchError' | 'failureCount'>;

/** A single failure is retried at once. */
const FAILURES_SHOWN = 2;

/** The time of the oldest data whose refresh fails; null while all refreshes succeed. While its server is away a query retries without end. */
export function staleSince(...reads: readonly Watched[]): number | null {
  const stale = reads.find((read) => read.data !== undefined && (read.isRefetchError || read.failureCount >= FAILURES_SHOWN));
  return stale ? stale.dataUpdatedAt : null;
}
