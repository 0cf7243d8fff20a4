/** Time limits of the relay. Tests and chaos runs shorten the defaults. */
export interface RelayTuning {
  /** Messages under way at once; each needs a database connection now and then. */
  concurrency: number;
  /** A process that stops renewing its claims has died after this long; others take over. */
  leaseMs: number;
  /** The receiver's deadline for one try. */
  deadlineMs: number;
  /** A message without an outcome for this long is sent again. */
  outcomeTimeoutMs: number;
  /** A message another process left behind is noticed after this long. */
  longestSleepMs: number;
  /** Non-transient faults before a message is given up. */
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

const FIRST_MS = 250;
const LONGEST_MS = 60_000;

/** How long to wait after the `attempts`th failure: doubling, never beyond `longestMs`, and spread so that retries do not march in step. */
export function backOffMs(attempts: number, { longestMs = LONGEST_MS, random = Math.random } = {}): number {
  const full = Math.min(longestMs, FIRST_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
}
