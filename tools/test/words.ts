import type { Outcome, Progress } from './events.ts';

const SLOWEST = 10;

/** `4:05`, or `1:04:05`. */
export function describeMs(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const pad = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const rest = pad(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${rest}`;
}

/** How far a step is, and about how long it still takes. */
export function describeProgress(progress: Progress, elapsedMs: number): string {
  const { passed, failed, skipped, filesPlanned, filesDone, testsPlanned, running } = progress;
  if (filesPlanned === 0) return 'no test has begun';
  const ended = passed + failed + skipped;
  const [done, planned, unit] = testsPlanned === null ? [filesDone, filesPlanned, 'files'] : [ended, testsPlanned, 'tests'];
  const left = done > 0 && done < planned ? `, about ${describeMs((elapsedMs / done) * (planned - done))} left` : '';
  const now = running.at(-1);
  return `${done} of ${planned} ${unit}, ${passed} passed, ${failed} failed${left}${now ? `; now ${now}` : ''}`;
}

/** The last line of a test run. */
export function summarize(outcomes: readonly Pick<Outcome, 'passed' | 'failed'>[]): { line: string; passed: boolean } {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  return { line: `${passed} passed, ${failed} failed`, passed: failed === 0 && passed > 0 };
}

/** The files that took longest, a line each. */
export function listSlowest(outcomes: readonly Pick<Outcome, 'step' | 'fileMs'>[]): string[] {
  return outcomes
    .flatMap(({ step, fileMs }) => [...fileMs].map(([file, ms]) => ({ step, file, ms })))
    .toSorted((left, right) => right.ms - left.ms)
    .slice(0, SLOWEST)
    .map(({ step, file, ms }) => `${(ms / 1_000).toFixed(1).padStart(7)} s  ${file} (${step})`);
}
