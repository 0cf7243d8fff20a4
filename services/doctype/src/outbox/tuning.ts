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
