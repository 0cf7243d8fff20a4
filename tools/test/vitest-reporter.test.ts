import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readEvents, summarizeEvents } from './events.ts';
import EventReporter from './vitest-reporter.ts';

test('says of a worker that died how, and in which file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-reporter-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'events.jsonl');
  vi.stubEnv('DESK_TEST_EVENTS', file);
  // As Vitest 5 says it.
  const cause = { message: 'Worker exited unexpectedly with signal SIGKILL while running test file a.test.ts' };
  new EventReporter().onTestRunEnd([], [{ message: '[vitest-pool]: Worker forks emitted error.', cause }], 'failed');
  const { failed, failures, done } = summarizeEvents(readEvents(file));
  expect({ failed, failures, done }).toEqual({
    failed: 1,
    failures: [`an error outside of any test: [vitest-pool]: Worker forks emitted error. ${cause.message}`],
    done: true,
  });
});
