/** How the relay behaves in time; the defaults are for use, tests and the chaos run shorten them. */
export interface RelayTuning {
  /** Messages under way at once; each needs a database connection now and then. */
  concurrency: number;
  /** A process that stops renewing its claims has died after this long; others take over. */
  leaseMs: number;
  /** How long the receiver may take before it need not begin any more, and the courier before it is given up. */
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

const FIRST_MS = 250;
const LONGEST_MS = 60_000;

/** How long to wait after the `attempts`th failure: doubling, never beyond `longestMs`, and spread so that retries do not march in step. */
export function backOffMs(attempts: number, { longestMs = LONGEST_MS, random = Math.random } = {}): number {
  const full = Math.min(longestMs, FIRST_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
}
