/** How the relay behaves in time; the defaults are for use, tests and the chaos run shorten them. */
export interface RelayTuning {
  /** Messages under way at once; each needs a database connection now and then. */
  concurrency: number;
  /** A process that stops renewing its claims has died after this long; others take over. */
  leaseMs: number;
  /** How long the receiver may take before it need not begin any more, and the transport before it is given up. */
  deadlineMs: number;
  /** A message that was handed over and not heard of again is handed over again. */
  outcomeTimeoutMs: number;
  /** A message another process left behind is noticed after this long. */
  longestSleepMs: number;
  /** Faults that time alone does not mend, before a message is given up. */
  maxFaults: number;
}

export const defaultTuning: RelayTuning = {
  concurrency: 8,
  leaseMs: 10_000,
  deadlineMs: 30_000,
  outcomeTimeoutMs: 20_000,
  longestSleepMs: 5_000,
  maxFaults: 10,
};
