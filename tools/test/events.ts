import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What a test runner says while it runs: one line of JSON each, in the file that `DESK_TEST_EVENTS` names. */
export type TestEvent =
  | { kind: 'planned'; files: number; tests?: number }
  | { kind: 'started'; file: string; project: string; test: string }
  | { kind: 'ended'; file: string; project: string; test: string; outcome: 'passed' | 'failed' | 'skipped'; ms: number }
  | { kind: 'file'; file: string; project: string; ms: number }
  | { kind: 'problem'; text: string }
  | { kind: 'done' };

/** Where a runner has got to. */
export type Progress = {
  passed: number;
  failed: number;
  skipped: number;
  filesPlanned: number;
  filesDone: number;
  testsPlanned: number | null;
  /** Tests that began and have not ended, the last one last. */
  running: string[];
  lastEnded: string | null;
  failures: string[];
  /** Milliseconds by file, over all projects. */
  fileMs: Map<string, number>;
  /** Passed and failed tests by project. */
  byProject: Map<string, number>;
  /** Whether the runner came to its own end. */
  done: boolean;
};

/** How a step ended. */
export type Outcome = {
  step: string;
  passed: number;
  failed: number;
  /** Why its numbers are not to be trusted. */
  problem?: string;
  /** Whether a signal ended the run it belongs to. */
  interrupted?: boolean;
  failures: readonly string[];
  fileMs: ReadonlyMap<string, number>;
  ms: number;
};

export function appendEvent(event: TestEvent): void {
  const file = process.env.DESK_TEST_EVENTS;
  if (file) appendFileSync(file, `${JSON.stringify(event)}\n`);
}

/** Reads the events so far; a last line that is still being written waits for the next reading. */
export function readEvents(file: string): TestEvent[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}

export function summarizeEvents(events: readonly TestEvent[]): Progress {
  const running = new Set<string>();
  const progress: Omit<Progress, 'running'> = {
    passed: 0,
    failed: 0,
    skipped: 0,
    filesPlanned: 0,
    filesDone: 0,
    testsPlanned: null,
    lastEnded: null,
    failures: [],
    fileMs: new Map(),
    byProject: new Map(),
    done: false,
  };
  for (const event of events) {
    if (event.kind === 'planned') {
      progress.filesPlanned += event.files;
      progress.testsPlanned = event.tests ?? null;
    } else if (event.kind === 'started') {
      running.add(nameOf(event));
    } else if (event.kind === 'ended') {
      running.delete(nameOf(event));
      progress.lastEnded = nameOf(event);
      progress[event.outcome] += 1;
      if (event.outcome === 'failed') progress.failures.push(nameOf(event));
      if (event.outcome !== 'skipped') add(progress.byProject, event.project, 1);
    } else if (event.kind === 'file') {
      progress.filesDone += 1;
      add(progress.fileMs, event.file, event.ms);
    } else if (event.kind === 'problem') {
      // A file that does not load, or an error outside of any test.
      progress.failed += 1;
      progress.failures.push(event.text);
    } else {
      progress.done = true;
    }
  }
  return { ...progress, running: [...running] };
}

const nameOf = ({ project, file, test }: { project: string; file: string; test: string }) => `${file} › ${test} (${project})`;

function add(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
