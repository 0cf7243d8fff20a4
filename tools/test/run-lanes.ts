import { tmpdir } from 'node:os';
import type { Outcome } from './events.ts';
import { endSignals, runStep, type Step } from './run-step.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { describeMs, listSlowest, summarize } from './words.ts';

/** Steps that run one after the other. A step whose `after` names a step of another lane waits for that one. */
export type Lane = readonly (Step & { after?: string })[];

/**
 * Runs lanes side by side, saying which step begins, ends and is left. A step that waits for a failed one is not run, and counts as failed; nor is
 * one that has not begun when a signal ends the run.
 *
 * @returns the outcome of each step, in the order in which they ended.
 */
export async function runLanes(lanes: readonly Lane[], env: NodeJS.ProcessEnv): Promise<Outcome[]> {
  const { folder, remove } = makeScratchFolder();
  const places = { DESK_TEST_DISK: tmpdir(), TMPDIR: folder };
  const startMs = Date.now();
  const outcomes: Outcome[] = [];
  const ended = new Map(lanes.flat().map(({ name }) => [name, Promise.withResolvers<Outcome>()]));
  const left = new Set(ended.keys());
  const tell = (line: string) => console.log(`\n── ${describeMs(Date.now() - startMs)} ${line}\n`);

  // A step is given the signal by `runStep`; whoever ends one step wants no other one to begin.
  let interruption: NodeJS.Signals | undefined;
  const interrupt = (signal: NodeJS.Signals) => {
    interruption = signal;
  };
  for (const signal of endSignals) process.on(signal, interrupt);

  const runLane = async (lane: Lane, main: boolean) => {
    for (const step of lane) {
      const needed = step.after === undefined ? undefined : await ended.get(step.after)?.promise;
      let outcome: Outcome;
      if (interruption) {
        outcome = notRun(step, `it did not begin: ${interruption} ended the run`);
      } else if (needed && needed.failed > 0) {
        outcome = notRun(step, `it needs ${step.after}, which failed`);
      } else {
        tell(`${step.name} begins; left: ${[...left].join(' · ')}`);
        const say = main ? (line: string) => console.log(line) : (line: string) => console.log(`${step.name} │ ${line}`);
        outcome = await runStep(step, { env: { ...places, ...env }, folder, say });
      }
      left.delete(step.name);
      outcomes.push(outcome);
      const result = outcome.failed > 0 ? `FAILED${outcome.problem ? `: ${outcome.problem}` : ''}` : 'passed';
      tell(
        `${step.name} ${result} after ${describeMs(outcome.ms)} (${summarize([outcome]).line}); left: ${[...left].join(' · ') || 'nothing'}`,
      );
      ended.get(step.name)?.resolve(outcome);
    }
  };
  try {
    await Promise.all(lanes.map((lane, index) => runLane(lane, index === 0)));
  } finally {
    for (const signal of endSignals) process.off(signal, interrupt);
    remove();
  }
  return interruption ? outcomes.map((outcome) => ({ ...outcome, interrupted: true })) : outcomes;
}

const notRun = (step: Step, problem: string): Outcome => ({
  step: step.name,
  passed: 0,
  failed: 1,
  problem,
  failures: [],
  fileMs: new Map(),
  ms: 0,
});

/** Prints the slowest files, what failed, and as the last line the counts; sets the exit code. */
export function report(outcomes: readonly Outcome[]): void {
  const slowest = listSlowest(outcomes);
  if (slowest.length > 0) console.log(`\nSlowest files:\n${slowest.join('\n')}`);
  for (const { step, problem, failures } of outcomes) {
    if (problem) console.error(`\n${step} failed: ${problem}`);
    for (const failure of failures) console.error(`\nfailed: ${failure}`);
  }
  const { line, passed } = summarize(outcomes);
  console.log(`\n${line}`);
  process.exitCode = passed ? 0 : 1;
}
