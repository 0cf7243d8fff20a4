/** Time limits of the relay. Tests and chaos runs shorten them. */
export const defaultTuning = {
  /** Messages under way at once; each needs a database connection now and then. */
  concurrency: 8,
  /** A process that stops renewing its claims has died after this long; others take over. */
  leaseMs: 10_000,
  /** The receiver's deadline for one try. */
  deadlineMs: 30_000,
  /** A message without an outcome for this long is sent again. */
  outcomeTimeoutMs: 20_000,
  /** A message another process left behind is noticed after this long. */
  longestSleepMs: 5_000,
  /** Non-transient faults before a message is given up. */
  maxFaults: 10,
};
export type RelayTuning = typeof defaultTuning;

const FIRST_MS = 250;
const LONGEST_MS = 60_000;

/** How long to wait after the `attempts`th failure: doubling up to `longestMs`, and spread so that retries do not coincide. */
export function backOffMs(attempts: number, { longestMs = LONGEST_MS, random = Math.random } = {}): number {
  const full = Math.min(longestMs, FIRST_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
}
