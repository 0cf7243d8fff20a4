import type { Problem } from '@business-m/metadata';
import { ApiError } from './api-client.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A server that asks for more patience than this is asked earlier all the same: nobody waits at a screen for longer. */
const LONGEST_ASKED_FOR_MS = 60_000;
/** What is no outage and no refusal (a 500) is tried this often in all. */
const TRIES = 3;

/** What a proxy says of a service that broke off, is stopped, moved or overloaded, or does not answer in time. */
const AWAY: readonly number[] = [502, 503, 504];

/** Whether time alone can mend it: the service is not there, or there is no way to it. */
export function isAway({ status, code }: Problem): boolean {
  return AWAY.includes(status) || code === 'network' || code === 'timeout';
}

/**
 * How often a read is tried, for react-query's `retry` and `retryDelay`: for as long as a screen wants it while its service is
 * away, with growing pauses (`Retry-After` rules where it is longer); a few times after a fault; once after a refusal.
 * React-query gives up when the screen is left, and pauses while the tab is hidden.
 */
export const readRetry = {
  retry: (failures: number, error: Error): boolean => {
    if (!(error instanceof ApiError)) return false;
    return isAway(error.problem) || (error.problem.status >= 500 && failures < TRIES - 1);
  },
  retryDelay: (failures: number, error: Error): number => {
    const own = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    const asked = error instanceof ApiError ? (error.problem.retry_after ?? 0) * 1000 : 0;
    return Math.max(own, Math.min(asked, LONGEST_ASKED_FOR_MS));
  },
};
