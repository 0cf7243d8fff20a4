const MINUTE_MS = 60_000;

/**
 * How long a step of a test run may take. Each has at least three times the room of the longest run seen on two cores with two busy loops beside
 * it (docs/testing.md has the figures): a step that reaches its limit hangs, and is not slow.
 */
export const limits = {
  /** Vitest, all projects. */
  vitestMs: 45 * MINUTE_MS,
  /** The shell and every remote. */
  buildMs: 20 * MINUTE_MS,
  /** Playwright, one project or all of them. */
  browserMs: 60 * MINUTE_MS,
  /** From the start of the desk to the audit. */
  chaosMs: 20 * MINUTE_MS,
  /** Images built and run, both modes, twice; on a machine without an engine and a registry also what is needed for that. */
  containersMs: 150 * MINUTE_MS,
  /** Journeys in one of the other browsers. */
  otherBrowserMs: 30 * MINUTE_MS,
};

/** The name under which a limit is to be found in this file. */
export type LimitName = keyof typeof limits;
