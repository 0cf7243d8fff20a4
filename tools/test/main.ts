import '../../stack/process/leash.ts';
import { root } from '../../stack/workspace.ts';
import { type Choice, chooseByName, chooseForFiles, isMatrix, listChangedFiles } from './choose.ts';
import type { Outcome } from './events.ts';
import { LONG } from './projects.ts';
import { type Lane, report, runLanes } from './run-lanes.ts';
import { browserStep, buildStep, chaosStep, findPrograms, vitestStep } from './steps.ts';
import { readTimes, recordTimes } from './times.ts';

/** Strikes each target once. */
const CHAOS_SECONDS = 20;
/** Of generated cases. The same in every run: what fails in CI fails here, and only because of a change. */
const seed = process.env.DESK_TEST_SEED ?? '1';

/**
 * Everything that can find a fault, each thing once. Chaos waits for servers most of the time, so it runs beside Vitest; the browser suite beside
 * it as well would take longer than after it.
 */
const everything: readonly Lane[] = [
  [
    vitestStep('vitest', [`--tags-filter=!${LONG}`]),
    { ...browserStep('browser', ['indie', 'enterprise'], ['--grep-invert', `@${LONG}`]), after: buildStep.name },
  ],
  [buildStep, { ...chaosStep(CHAOS_SECONDS), after: buildStep.name }],
];

/** Matches the words as they stand. */
const asPattern = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function lanesOf({ vitest, browser, name }: Choice): Lane[] {
  const named = name === undefined ? [] : ['-t', asPattern(name)];
  const projects = ['indie', 'enterprise', ...(browser.some(isMatrix) ? ['libraries'] : [])];
  const specs = browserStep(
    'browser',
    [],
    [...browser, ...projects.map((project) => `--project=${project}`), ...(name === undefined ? [] : ['-g', asPattern(name)])],
  );
  return [
    vitest.length > 0 ? [vitestStep('vitest', [...vitest, ...named])] : [],
    browser.length > 0 ? [buildStep, { ...specs, after: buildStep.name }] : [],
  ].filter((lane) => lane.length > 0);
}

async function run(args: readonly string[]): Promise<Outcome[]> {
  console.log(`Generated cases are drawn from the seed ${seed} (DESK_TEST_SEED).`);
  let lanes = everything;
  if (args[0] === 'changed') {
    if (args.length > 1) throw new Error(`“changed” stands alone: it chooses by itself, and takes no “${args[1]}”.`);
    const { since, files } = listChangedFiles(root);
    const choice = await chooseForFiles(root, files, readTimes());
    const tests = [...choice.vitest, ...choice.browser];
    console.log(`${files.length} files differ from ${since}; their tests:\n  ${tests.join('\n  ') || 'none'}`);
    if (choice.unreached.length > 0) console.log(`No short run tests these, which npm test may:\n  ${choice.unreached.join('\n  ')}`);
    if (choice.leftOut.length > 0)
      console.log(`${choice.leftOut.length} more test files reach them from farther away; npm test runs those, too.`);
    // Where nothing has changed, nothing can have broken; where something has, a run of nothing proves nothing.
    if (files.length === 0) return [];
    if (tests.length === 0) throw new Error('no test was chosen, so nothing is known: run npm test.');
    lanes = lanesOf(choice);
  } else if (args.length > 0) {
    lanes = lanesOf(chooseByName(root, args));
  }
  const outcomes = await runLanes(lanes, { ...process.env, ...findPrograms(), DESK_TEST_SEED: seed });
  recordTimes(outcomes);
  return outcomes;
}

try {
  const args = process.argv.slice(2);
  const outcomes = await run(args);
  report(outcomes);
  if (args[0] === 'changed' && outcomes.length === 0) process.exitCode = 0;
} catch (error) {
  console.error(`\nnpm test failed: ${error instanceof Error ? error.message : String(error)}\n\n0 passed, 1 failed`);
  process.exitCode = 1;
}
