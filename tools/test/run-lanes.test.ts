import { expect, test, vi } from 'vitest';
import { runLanes } from './run-lanes.ts';
import type { Step } from './run-step.ts';

const step = (name: string, program: string): Step => ({ name, args: ['--eval', program], limit: 'buildMs', reports: false });
const endless = 'setInterval(() => {}, 1000)';

test('a step that needs a failed one is not run', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const outcomes = await runLanes([[step('builds', 'process.exitCode = 1')], [{ ...step('browser', ''), after: 'builds' }]], process.env);
  expect(outcomes).toMatchObject([
    { step: 'builds', failed: 1 },
    { step: 'browser', failed: 1, problem: 'it needs builds, which failed' },
  ]);
});

test('after a signal no other step begins', async () => {
  vi.spyOn(console, 'log').mockImplementation((line) => {
    if (/now running/.test(line)) process.emit('SIGHUP', 'SIGHUP');
  });
  const outcomes = await runLanes([[step('vitest', `console.log('now running'); ${endless}`), step('browser', endless)]], process.env);
  expect(outcomes).toMatchObject([
    { step: 'vitest', failed: 1, problem: 'it ended with signal SIGHUP', interrupted: true },
    { step: 'browser', failed: 1, problem: 'it did not begin: SIGHUP ended the run', interrupted: true },
  ]);
});
