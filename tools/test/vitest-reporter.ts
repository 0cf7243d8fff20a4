import { relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import { appendEvent } from './events.ts';

const fileOf = ({ moduleId }: TestModule) => relative(process.cwd(), moduleId);
const placeOf = (test: TestCase) => ({ file: fileOf(test.module), project: test.project.name, test: test.fullName });

type Fault = Pick<SerializedError, 'message' | 'cause'>;
/** Of a worker that died only the cause says how, and in which file. */
const describe = ({ message, cause }: Fault): string => (cause ? `${message} ${describe(cause)}` : message);

/** Tells the runner what Vitest does (`events.ts`). */
// biome-ignore lint/style/noDefaultExport: Vitest takes the default export of a reporter's file
export default class EventReporter implements Reporter {
  onTestRunStart(specifications: readonly unknown[]): void {
    appendEvent({ kind: 'planned', files: specifications.length });
  }

  onTestCaseReady(test: TestCase): void {
    appendEvent({ kind: 'started', ...placeOf(test) });
  }

  onTestCaseResult(test: TestCase): void {
    const { state } = test.result();
    const ms = test.diagnostic()?.duration ?? 0;
    appendEvent({ kind: 'ended', ...placeOf(test), outcome: state === 'pending' ? 'failed' : state, ms });
  }

  onTestModuleEnd(module: TestModule): void {
    // Not the set-up of the environment: Vitest repeats that of the worker for each of its files.
    const { collectDuration, setupDuration, duration } = module.diagnostic();
    const ms = collectDuration + setupDuration + duration;
    appendEvent({ kind: 'file', file: fileOf(module), project: module.project.name, ms });
    // A file that does not load has no test that could fail; a hook's error is the suite's, and its tests are skipped.
    const suites = [module, ...module.children.allSuites()];
    const text = suites.flatMap((suite) => suite.errors()).map(describe)[0];
    if (text !== undefined) appendEvent({ kind: 'problem', text: `${fileOf(module)}: ${text}` });
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly Fault[], reason: string): void {
    for (const error of errors) appendEvent({ kind: 'problem', text: `an error outside of any test: ${describe(error)}` });
    if (reason !== 'interrupted') appendEvent({ kind: 'done' });
  }
}
