import '../../stack/process/leash.ts';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../../stack/workspace.ts';
import { areas } from './areas.ts';

/** A mutant may take so much longer than its tests took without it. */
const TIMEOUT_FACTOR = 3;
const TIMEOUT_MS = 20_000;

/** Mutates an area and says which mutants no test notices. The reports lie in `test-results/mutation`. */
async function mutate(name: string): Promise<boolean> {
  const area = areas[name];
  if (!area) throw new Error(`There is no area “${name}”: ${Object.keys(areas).join(', ')}.`);
  const folder = join(root, 'test-results/mutation');
  mkdirSync(folder, { recursive: true });
  const config = join(folder, `${name}.config.json`);
  writeFileSync(
    config,
    JSON.stringify({
      plugins: ['@stryker-mutator/vitest-runner'],
      testRunner: 'vitest',
      vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
      // Its rewriting of tsconfig needs a TypeScript older than 7; nothing here is compiled by one.
      tsconfigFile: 'none.json',
      mutate: [...area.mutate, '!**/*.test.ts', '!**/testing/**'],
      ignorePatterns: ['/.data', '/test-results', '/docs', 'dist', 'dist-dev'],
      // The texts that people read are not what the tests are about.
      mutator: { excludedMutations: ['StringLiteral'] },
      concurrency: availableParallelism(),
      timeoutFactor: TIMEOUT_FACTOR,
      timeoutMS: TIMEOUT_MS,
      dryRunTimeoutMinutes: 30,
      reporters: ['clear-text', 'json'],
      clearTextReporter: { allowColor: false, reportTests: false, reportMutants: true },
      jsonReporter: { fileName: join(folder, `${name}.json`) },
      allowConsoleColors: false,
    }),
  );
  const stryker = join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const child = spawn(process.execPath, [stryker, 'run', config], {
    cwd: root,
    env: { ...process.env, DESK_MUTATION_AREA: name },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

const chosen = process.argv.slice(2);
let sound = true;
for (const name of chosen.length > 0 ? chosen : Object.keys(areas)) {
  console.log(`\n── mutants of ${name}`);
  if (!(await mutate(name))) sound = false;
}
process.exitCode = sound ? 0 : 1;
