/** What one runner counted. `problem` says why its numbers are not to be trusted. */
export type Tally = { runner: string; passed: number; failed: number; problem?: string };

type VitestReport = { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number; success: boolean };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] };

/** Reads Vitest's JSON report; a file that could not be loaded counts as one failure. */
export function tallyVitest(report: VitestReport | null, exitCode: number): Tally {
  if (!report) return broken('vitest', 'it wrote no report');
  const { numPassedTests: passed, numFailedTests, numFailedTestSuites } = report;
  return judge({ runner: 'vitest', passed, failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0) }, exitCode);
}

/** Reads Playwright's JSON report; a test that passed only when repeated counts as a failure. */
export function tallyPlaywright(report: PlaywrightReport | null, exitCode: number): Tally {
  if (!report) return broken('playwright', 'it wrote no report');
  const { expected: passed, unexpected, flaky } = report.stats;
  return judge({ runner: 'playwright', passed, failed: unexpected + flaky + report.errors.length }, exitCode);
}

function judge(tally: Tally, exitCode: number): Tally {
  if (tally.passed + tally.failed === 0) return broken(tally.runner, 'it ran no test at all');
  if (exitCode !== 0 && tally.failed === 0) return { ...tally, failed: 1, problem: `it ended with exit code ${exitCode}` };
  return tally;
}

const broken = (runner: string, problem: string): Tally => ({ runner, passed: 0, failed: 1, problem });

/** The last line of `npm test`. */
export function summarize(tallies: readonly Tally[]): { line: string; passed: boolean } {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  return { line: `${passed} passed, ${failed} failed`, passed: failed === 0 && passed > 0 };
}
