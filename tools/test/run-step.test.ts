import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestEvent } from './events.ts';
import { runStep, type Step } from './run-step.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-step-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = { file: 'a.test.ts', project: 'unit' };
const started = (name: string): TestEvent => ({ kind: 'started', ...place, test: name });
const ended = (name: string, outcome: 'passed' | 'failed' = 'passed'): TestEvent => ({
  kind: 'ended',
  ...place,
  test: name,
  outcome,
  ms: 1,
});
const done: TestEvent = { kind: 'done' };

/** A program that says the events, then does `last`. */
const stepOf = (events: readonly TestEvent[], last = '', projects: string[] = []): Step => ({
  name: 'some step',
  args: [
    '--eval',
    `for (const e of ${JSON.stringify(events)}) fs.appendFileSync(process.env.DESK_TEST_EVENTS, JSON.stringify(e) + '\\n'); ${last}`,
  ],
  limit: 'vitestMs',
  reports: true,
  projects,
});
const run = (step: Step, limitMs = 60_000) => runStep(step, { env: process.env, folder, say: () => {}, limitMs });

test('counts what passed', async () => {
  const outcome = await run(stepOf([started('adds'), ended('adds'), started('lists'), ended('lists'), done]));
  expect(outcome).toMatchObject({ step: 'some step', passed: 2, failed: 0 });
  expect(outcome.problem).toBeUndefined();
});

test('names its limit and the tests that were running when the limit ends it', async () => {
  const hanging = stepOf([started('adds'), ended('adds'), started('posts a voucher')], 'setInterval(() => {}, 1000)');
  const outcome = await run(hanging, 5_000);
  expect(outcome).toMatchObject({ passed: 1, failed: 1 });
  expect(outcome.problem).toContain(
    'it reached its limit of 0:05 (vitestMs in tools/test/limits.ts); 1 tests had ended; running: a.test.ts › posts a voucher (unit)',
  );
});

test('ends what a step started together with the step', async () => {
  const child = `const child = require('node:child_process').spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    console.log('child ' + child.pid); process.on('SIGTERM', () => {});  setInterval(() => {}, 1000)`;
  const said: string[] = [];
  await runStep(stepOf([], child), { env: process.env, folder, say: (line) => said.push(line), limitMs: 5_000, killAfterMs: 200 });
  const pid = Number(/child (\d+)/.exec(said.join('\n'))?.[1]);
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
});

test('says what was running when a step dies by itself', async () => {
  const outcome = await run(stepOf([started('posts a voucher')], 'process.kill(process.pid, "SIGKILL")'));
  expect(outcome.problem).toBe('it ended early, with signal SIGKILL; 0 tests had ended; running: a.test.ts › posts a voucher (unit)');
});

test.each<[string, Step, string | undefined]>([
  ['a failed test', stepOf([ended('adds', 'failed'), done], 'process.exitCode = 1'), undefined],
  ['a file that does not load', stepOf([ended('adds'), { kind: 'problem', text: 'b.test.ts: no such module' }, done]), undefined],
  ['an exit code without a failed test', stepOf([ended('adds'), done], 'process.exitCode = 1'), 'it ended with exit code 1'],
  [
    'a run that never says that it is done',
    stepOf([ended('adds')]),
    'it ended early, with exit code 0; 1 tests had ended; no test was running, the last one was a.test.ts › adds (unit)',
  ],
  ['no test', stepOf([done]), 'it ran no test at all'],
  ['a project without a test', stepOf([ended('adds'), done], '', ['unit', 'enterprise']), 'it ran no test of the project enterprise'],
])('%s is a failure', async (_, step, problem) => {
  const outcome = await run(step);
  expect(outcome.failed).toBe(1);
  expect(outcome.problem).toBe(problem);
});

test('a step that does not report passes or fails by its exit code', async () => {
  const silent = { ...stepOf([]), reports: false };
  expect(await run(silent)).toMatchObject({ passed: 0, failed: 0 });
  expect(await run({ ...silent, args: ['--eval', 'process.exitCode = 3'] })).toMatchObject({
    failed: 1,
    problem: 'it ended with exit code 3',
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
