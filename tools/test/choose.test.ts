import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseByName, chooseForFiles, listChangedFiles } from './choose.ts';
import { allJourneys, allReaders } from './journeys.ts';

const root = join(import.meta.dirname, '../..');
let project = '';

const files = {
  'gateway/src/halt/halt-rule.ts': 'export const rule = 1;',
  'gateway/src/halt/halt-rule.test.ts': "import { rule } from './halt-rule.ts';\ntest('halts a canary that fails', () => rule);",
  'gateway/src/start.ts': "import { rule } from './halt/halt-rule.ts';\nexport const start = rule;",
  'gateway/src/start.test.ts': "import { start } from './start.ts';\ntest('starts', () => start);",
  'gateway/src/main.ts': "import { start } from './start.ts';\nstart;",
  'tools/run.test.ts': "const program = '../gateway/src/main.ts';\ntest('runs the program', () => program);",
  'services/wms/src/alone/nobody.ts': 'export const nobody = 1;',
  'services/wms/src/stock.test.ts': "test('moves stock', () => {});",
  'e2e/journeys/sign-in.spec.ts': "test('signs in', () => {});",
};

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'desk-choose-'));
  for (const [file, text] of Object.entries(files)) write(file, text);
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
}

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: project });

test('a changed file brings the tests that import it, the nearest first, also through a program that is started by its path', async () => {
  const { vitest } = await chooseForFiles(project, ['gateway/src/halt/halt-rule.ts'], {});
  expect(vitest).toEqual(['gateway/src/halt/halt-rule.test.ts', 'gateway/src/start.test.ts', 'tools/run.test.ts']);
});

test('what there is no time for is left out and said, never the nearest', async () => {
  const times = { 'gateway/src/halt/halt-rule.test.ts': 90, 'gateway/src/start.test.ts': 90, 'tools/run.test.ts': 90 };
  const { vitest, leftOut } = await chooseForFiles(project, ['gateway/src/halt/halt-rule.ts'], times);
  expect(vitest).toEqual(['gateway/src/halt/halt-rule.test.ts']);
  expect(leftOut).toEqual(['gateway/src/start.test.ts', 'tools/run.test.ts']);
});

test('a file that no test reaches, or that is gone, brings the tests of its folder', async () => {
  expect((await chooseForFiles(project, ['services/wms/src/alone/nobody.ts'], {})).vitest).toEqual(['services/wms/src/stock.test.ts']);
  expect((await chooseForFiles(project, ['gateway/src/halt/gone.ts'], {})).vitest).toEqual(['gateway/src/halt/halt-rule.test.ts']);
});

test('a file that no test reaches runs the journeys of its area, another none', async () => {
  const journeysOf = async (file: string) => (await chooseForFiles(project, [file], {})).browser;
  expect(await journeysOf('services/wms/src/alone/nobody.ts')).toContain('e2e/journeys/stock.spec.ts');
  expect(await journeysOf('gateway/src/halt/halt-rule.ts')).toEqual([]);
});

test('every journey and every test of the tables is there', () => {
  expect([...allJourneys, ...allReaders].filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('a file that is gone brings the tests of those that still import it', async () => {
  rmSync(join(project, 'gateway/src/halt/halt-rule.ts'));
  expect((await chooseForFiles(project, ['gateway/src/halt/halt-rule.ts'], {})).vitest).toEqual([
    'gateway/src/halt/halt-rule.test.ts',
    'gateway/src/start.test.ts',
    'tools/run.test.ts',
  ]);
});

test('a file of which no test says anything is named', async () => {
  write('tools/check/docs.test.ts', "test('docs', () => {});");
  const changed = ['pnpm-lock.yaml', 'docs/testing.md', 'gateway/src/start.ts'];
  for (const file of changed.slice(0, 2)) write(file, '');
  expect(await chooseForFiles(project, changed, {})).toMatchObject({
    vitest: expect.arrayContaining(['tools/check/docs.test.ts', 'gateway/src/start.test.ts']),
    unreached: ['pnpm-lock.yaml'],
  });
});

test.each([
  ['gateway/src/halt', ['gateway/src/halt/halt-rule.test.ts'], []],
  ['./gateway/src/start.test.ts', ['gateway/src/start.test.ts'], []],
  ['sign-in', [], ['e2e/journeys/sign-in.spec.ts']],
])('%s names files', (name, vitest, browser) => {
  expect(chooseByName(project, [name])).toEqual({ vitest, browser, leftOut: [], unreached: [] });
});

test('words of a test’s name choose the test; a name that nothing has is an error', () => {
  expect(chooseByName(project, ['moves stock'])).toMatchObject({ vitest: ['services/wms/src/stock.test.ts'], name: 'moves stock' });
  expect(() => chooseByName(project, ['--watch'])).toThrow(
    'npm test has no option “--watch”: it takes “changed”, paths, or names of tests.',
  );
  for (const name of ['', ' ', '.', './']) expect(() => chooseByName(project, [name])).toThrow('names no test');
  expect(() => chooseByName(project, ['gateway/src/start.ts'])).toThrow('The tests beside it: npm test -- gateway/src');
  expect(chooseByName(project, [join(project, 'gateway/src/halt')]).vitest).toEqual(['gateway/src/halt/halt-rule.test.ts']);
  expect(() => chooseByName(project, ['halt', 'no such thing'])).toThrow('No test file and no test has “no such thing” in its name.');
});

test('files that differ from HEAD are changed, and of a clean tree those that differ from where the branch left main', () => {
  git('init', '--quiet', '--initial-branch=main');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'first');
  expect(listChangedFiles(project).files).toEqual([]);
  write('gateway/src/start.ts', 'export const start = 2;');
  write('gateway/src/new.ts', 'export const fresh = 1;');
  expect(listChangedFiles(project)).toEqual({ since: 'HEAD', files: ['gateway/src/start.ts', 'gateway/src/new.ts'] });
  git('checkout', '--quiet', '-b', 'work');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'second');
  expect(listChangedFiles(project)).toEqual({ since: 'the merge base with main', files: ['gateway/src/new.ts', 'gateway/src/start.ts'] });
  git('mv', 'gateway/src/new.ts', 'gateway/src/moved.ts');
  expect(listChangedFiles(project).files).toEqual(['gateway/src/moved.ts', 'gateway/src/new.ts']);
});

test('where nothing says what has changed, that is an error', () => {
  expect(() => listChangedFiles(project)).toThrow('git knows no commit here');
  git('init', '--quiet', '--initial-branch=trunk');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'first');
  expect(() => listChangedFiles(project)).toThrow('where the branch left main is not known here');
});
