import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { reachFrom, readImporters } from './import-graph.ts';
import { journeysFor, testsOf } from './journeys.ts';

/** What a short run takes together on one core, by estimate; two workers and the start of Vitest make 45 seconds of it, at most 60. */
const BUDGET_S = 100;
const JOURNEYS_MAX = 2;
/** A spec nearer than this is about the file; one farther away reaches it through the whole desk. */
const SPEC_STEPS_MAX = 2;

export type Choice = {
  vitest: string[];
  browser: string[];
  /** Only tests whose names contain it. */
  name?: string;
  /** Test files that reach what changed but are farther away than there is time for. */
  leftOut: string[];
  /** Changed files of which no chosen test can say anything. */
  unreached: string[];
};

export type TestTimes = Readonly<Record<string, number>>;

const isSpec = (file: string) => file.startsWith('e2e/');
/** A shard of the full matrix. */
export const isMatrix = (file: string) => file.startsWith('e2e/matrix/');

/** Every test file, of Vitest and of Playwright. */
export function listTestFiles(root: string): string[] {
  const patterns = ['**/*.test.{ts,tsx}', 'e2e/**/*.spec.ts'];
  return globSync(patterns, {
    cwd: root,
    exclude: (name) => /^(node_modules|dist|dist-dev|\.data|test-results)$/.test(basename(name)),
  }).sort();
}

/** The files that differ from HEAD; when none does, those that differ from where the branch left `main`. */
export function listChangedFiles(root: string): { since: string; files: string[] } {
  const git = (...args: string[]) => {
    const text = execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return text.split('\0').filter(Boolean);
  };
  // A renamed file is gone from its old place, where others may still look for it.
  const differences = ['diff', '--name-only', '--no-renames', '-z'];
  let files: string[];
  try {
    files = [...new Set([...git(...differences, 'HEAD'), ...git('ls-files', '--others', '--exclude-standard', '-z')])];
  } catch {
    throw new Error('git knows no commit here, so nothing says what has changed: name paths or tests, or run npm test.');
  }
  if (files.length > 0) return { since: 'HEAD', files };
  for (const branch of ['origin/main', 'main']) {
    try {
      const [base = ''] = git('merge-base', 'HEAD', branch).map((line) => line.trim());
      return { since: `the merge base with ${branch}`, files: git(...differences, base) };
    } catch {
      // There is no such branch here, or too little of its history.
    }
  }
  throw new Error(
    'Nothing differs from HEAD, and where the branch left main is not known here (no branch main, or a clone without its history): name paths or tests, or run npm test.',
  );
}

/**
 * The tests of changed files: by the import graph and the paths in their text, nearest first, as many as there is time for; those of its folder
 * and the journeys of its area for a file that no test reaches. A journey needs builds and a desk: a minute, which a file with tests of its own is
 * not worth in the inner loop.
 */
export async function chooseForFiles(root: string, changed: readonly string[], times: TestTimes): Promise<Choice> {
  const tests = listTestFiles(root);
  const importers = await readImporters(root, tests);
  const distances = reachFrom(importers, changed);
  const near = new Map<string, number>();
  for (const test of tests) {
    const steps = distances.get(test);
    if (steps !== undefined && (!isSpec(test) || (steps <= SPEC_STEPS_MAX && !isMatrix(test)))) near.set(test, steps);
  }
  for (const file of changed)
    for (const test of [...testsBeside(tests, file), ...testsOf(file, tests)]) near.set(test, Math.min(near.get(test) ?? 1, 1));

  const vitest: string[] = [];
  const leftOut: string[] = [];
  let spent = 0;
  const costOf = (test: string) => times[test] ?? estimate(root, test);
  const byDistance = [...near].filter(([test]) => !isSpec(test)).toSorted(([a, x], [b, y]) => x - y || costOf(a) - costOf(b));
  for (const [test, steps] of byDistance) {
    const fits = spent + costOf(test) <= BUDGET_S || (steps <= 1 && spent === 0);
    if (fits) spent += costOf(test);
    (fits ? vitest : leftOut).push(test);
  }
  const reached = [...distances.keys()].some((file) => tests.includes(file) && !isSpec(file));
  const specs = [...near].filter(([test]) => isSpec(test)).toSorted(([, x], [, y]) => x - y);
  const browser = [...new Set([...specs.map(([test]) => test), ...(reached ? [] : journeysFor(changed))])].slice(0, JOURNEYS_MAX);
  const unreached = changed.filter(
    (file) => testsBeside(tests, file).length + testsOf(file, tests).length + journeysFor([file]).length === 0 && !reachesTest(file),
  );
  return { vitest, browser, leftOut, unreached };

  function reachesTest(file: string): boolean {
    return [...reachFrom(importers, [file]).keys()].some((each) => near.has(each));
  }
}

/** The test files that a person names: by a path, by a part of one, or by words of a test's name. Throws for a name that nothing has. */
export function chooseByName(root: string, names: readonly string[]): Choice {
  const tests = listTestFiles(root);
  const chosen = new Set<string>();
  let pattern: string | undefined;
  for (const name of names) {
    if (name.startsWith('-')) throw new Error(`npm test has no option “${name}”: it takes “changed”, paths, or names of tests.`);
    const path = (isAbsolute(name) ? relative(root, name) : name).replace(/^\.(\/|$)/, '').replace(/\/$/, '');
    if (path.trim() === '') throw new Error(`“${name}” names no test: npm test without a name runs all of them.`);
    let found = tests.filter((test) => test === path || test.startsWith(`${path}/`));
    if (found.length === 0) found = tests.filter((test) => test.includes(path));
    if (found.length === 0) {
      found = tests.filter((test) => readFileSync(join(root, test), 'utf8').includes(name));
      if (names.length === 1) pattern = name;
    }
    if (found.length === 0) throw new Error(`No test file and no test has “${name}” in its name.${besideHint(root, path, tests)}`);
    for (const test of found) chosen.add(test);
  }
  const files = [...chosen];
  return {
    vitest: files.filter((file) => !isSpec(file)),
    browser: files.filter(isSpec),
    leftOut: [],
    unreached: [],
    ...(pattern === undefined ? {} : { name: pattern }),
  };
}

/** For a file that is no test: where its tests are. */
function besideHint(root: string, path: string, tests: readonly string[]): string {
  const [beside] = existsSync(join(root, path)) ? testsBeside(tests, path) : [];
  return beside === undefined ? '' : ` The tests beside it: npm test -- ${dirname(beside)}`;
}

/** The tests in a file's own folder, or in the nearest folder above it that has some. */
function testsBeside(tests: readonly string[], file: string): string[] {
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    const found = tests.filter(
      (test) => !isSpec(test) && (dirname(test) === folder || (folder !== dirname(file) && test.startsWith(`${folder}/`))),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** Seconds of a file that has never run here. */
function estimate(root: string, test: string): number {
  if (test.endsWith('.tsx')) return 4;
  return /\bopen(Test|Stock)|startDesk|startGateway|start(Nats|Postgres)\(/.test(readFileSync(join(root, test), 'utf8')) ? 4 : 1;
}
