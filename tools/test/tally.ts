/** What one runner counted. `problem` says why its numbers are not to be trusted. */
export type Tally = { runner: string; passed: number; failed: number; problem?: string };

type VitestReport = { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number; success: boolean };
type PlaywrightSuite = { suites?: PlaywrightSuite[]; specs?: { tests: { projectName: string }[] }[] };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[]; suites?: PlaywrightSuite[] };

/** The projects of the browser suite: a run that leaves one out proves nothing about it. */
const modes = ['indie', 'enterprise'];

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
  const missing = modes.filter((mode) => !countByProject(report)[mode]);
  if (missing.length > 0) return broken('playwright', `it ran no test in the mode ${missing.join(' and ')}`);
  return judge({ runner: 'playwright', passed, failed: unexpected + flaky + report.errors.length }, exitCode);
}

/** How many browser tests there are in each mode. */
export function countByProject(report: Pick<PlaywrightReport, 'suites'>): Record<string, number> {
  const counts: Record<string, number> = {};
  const visit = ({ suites = [], specs = [] }: PlaywrightSuite) => {
    for (const { projectName } of specs.flatMap((spec) => spec.tests)) counts[projectName] = (counts[projectName] ?? 0) + 1;
    suites.forEach(visit);
  };
  report.suites?.forEach(visit);
  return counts;
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
