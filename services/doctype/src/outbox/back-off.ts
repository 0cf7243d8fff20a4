const FIRST_MS = 250;
const LONGEST_MS = 60_000;

/**
 * How long to wait after the `attempts`th failure: doubling, never beyond `longestMs`, and spread so that retries do not march in step.
 */
export function backOffMs(attempts: number, { longestMs = LONGEST_MS, random = Math.random } = {}): number {
  const full = Math.min(longestMs, FIRST_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
}
