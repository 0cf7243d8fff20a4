import '../../stack/process/leash.ts';
import { join } from 'node:path';
import { root } from '../../stack/workspace.ts';
import type { Outcome } from './events.ts';
import { chooseShards, describeSources, readOptions, readState, writeState } from './matrix.ts';
import { report, runLanes } from './run-lanes.ts';
import { listShards } from './shards.ts';
import { buildStep, findPrograms } from './steps.ts';
import { describeMs } from './words.ts';

const { shard, resume, list, seed } = orEnd(() => readOptions(process.argv.slice(2)));
const stateFile = join(root, 'test-results/matrix.json');
const shards = listShards(seed);

if (list) for (const { name } of shards) console.log(name);
else await runMatrix();

async function runMatrix(): Promise<void> {
  const chosen = orEnd(() => chooseShards(shards, shard));
  const state = orEnd(() => (resume ? readState(stateFile, describeSources(root)) : { sources: describeSources(root), shards: {} }));
  const outcomes: Outcome[] = [];
  const startMs = Date.now();
  try {
    console.log(`The seed is ${seed}: npm run test:all -- --seed ${seed}`);
    const env = { ...process.env, ...findPrograms() };
    const built = await runLanes([[buildStep]], env);
    outcomes.push(...built);
    const usable = built.every(({ failed, interrupted }) => failed === 0 && !interrupted);
    for (const [index, shard] of usable ? chosen.entries() : []) {
      const before = state.shards[shard.name];
      if (before?.failed === 0) {
        console.log(`\n${shard.name} passed before on these sources, in ${describeMs(before.ms)} (${before.passed} passed)`);
        outcomes.push({ step: shard.name, ...before, failures: [], fileMs: new Map() });
        continue;
      }
      console.log(`\n══ ${describeMs(Date.now() - startMs)} shard ${shard.name}, ${index + 1} of ${chosen.length}`);
      const ended = await runLanes([shard.steps], { ...env, ...shard.env });
      outcomes.push(...ended);
      const sum = (pick: (outcome: Outcome) => number) => ended.reduce((total, outcome) => total + pick(outcome), 0);
      state.shards[shard.name] = { passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed), ms: sum(({ ms }) => ms) };
      // After each shard, so that a run that is cut off goes on with --resume where it was.
      writeState(stateFile, state);
      if (ended.some(({ interrupted }) => interrupted)) break;
    }
  } catch (error) {
    outcomes.push({ step: 'test:all', passed: 0, failed: 1, problem: String(error), failures: [], fileMs: new Map(), ms: 0 });
  }
  report(outcomes);
}

/** What was asked for in vain is said in a sentence, and nothing runs. */
function orEnd<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    console.error(`test:all: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
