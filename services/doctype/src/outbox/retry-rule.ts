const FIRST_MS = 250;
const LONGEST_MS = 60_000;
/** Transient faults end soon after their cause does, so they are retried more often. */
const LONGEST_TRANSIENT_MS = 15_000;

/** What is known of a message when one more try of it has ended in a fault. */
export interface FailedTry {
  /** Time alone mends it: the receiver was away, or too slow. */
  transient: boolean;
  /** Faults before this one that time alone does not mend. */
  faults: number;
  /** Tries since the message was sent, or since somebody last had it sent again. */
  tries: number;
}

/** How long a message waits until its next try; null when it is given up as dead. */
export function retryInMs({ transient, faults, tries }: FailedTry, maxFaults: number): number | null {
  if (transient) return backOffMs(tries, { longestMs: LONGEST_TRANSIENT_MS });
  return faults + 1 < maxFaults ? backOffMs(tries) : null;
}

/** How long to wait after the `attempts`th failure: doubling up to `longestMs`, and spread so that retries do not coincide. */
export function backOffMs(attempts: number, { longestMs = LONGEST_MS, random = Math.random } = {}): number {
  const full = Math.min(longestMs, FIRST_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
}
