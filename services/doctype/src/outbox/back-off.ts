const FIRST_MS = 250;
const LONGEST_MS = 60_000;

/** How long to wait after the `attempts`th failure: doubling, never beyond a minute, and spread so that retries do not march in step. */
export function backOffMs(attempts: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
}
