import { relative } from 'node:path';
import type { FullResult, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { appendEvent } from './events.ts';

const placeOf = (test: TestCase) => ({
  file: relative(process.cwd(), test.location.file),
  project: test.parent.project()?.name ?? '',
  test: test.titlePath().slice(3).join(' › '),
});

/** Tells the runner what Playwright does (`events.ts`). A test that passes only when repeated counts as failed. */
// biome-ignore lint/style/noDefaultExport: Playwright takes the default export of a reporter's file
export default class EventReporter implements Reporter {
  private readonly left = new Map<string, { tests: number; ms: number }>();

  onBegin(_config: unknown, suite: Suite): void {
    const tests = suite.allTests();
    for (const test of tests) {
      const key = this.keyOf(test);
      this.left.set(key, { tests: (this.left.get(key)?.tests ?? 0) + 1, ms: 0 });
    }
    appendEvent({ kind: 'planned', files: this.left.size, tests: tests.length });
  }

  onTestBegin(test: TestCase): void {
    appendEvent({ kind: 'started', ...placeOf(test) });
  }

  onTestEnd(test: TestCase, { duration }: TestResult): void {
    const place = placeOf(test);
    const outcome = ({ expected: 'passed', skipped: 'skipped', unexpected: 'failed', flaky: 'failed' } as const)[test.outcome()];
    appendEvent({ kind: 'ended', ...place, outcome, ms: duration });
    const file = this.left.get(this.keyOf(test));
    if (!file) return;
    file.tests -= 1;
    file.ms += duration;
    if (file.tests === 0) appendEvent({ kind: 'file', file: place.file, project: place.project, ms: file.ms });
  }

  onError({ message, value }: TestError): void {
    appendEvent({ kind: 'problem', text: `an error outside of any test: ${message ?? value}` });
  }

  onEnd({ status }: FullResult): void {
    if (status === 'passed' || status === 'failed') appendEvent({ kind: 'done' });
  }

  private keyOf(test: TestCase): string {
    return `${test.parent.project()?.name} ${test.location.file}`;
  }
}
