import { globSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, inject, test } from 'vitest';
import { listTestFiles } from './choose.ts';
import { againEmbedded, againEnterprise, alone, listProjects } from './projects.ts';

const root = join(import.meta.dirname, '../..');
const matches = (file: string, globs: readonly string[]) => globs.some((glob) => matchesGlob(file, glob));
const tests = listTestFiles(root).filter((file) => !file.startsWith('e2e/'));

test.each([false, true])('every test file belongs to a project (whole: %s)', (whole) => {
  const projects = Object.values(listProjects(root, whole));
  const nowhere = tests.filter((file) => !projects.some(({ include, exclude }) => matches(file, include) && !matches(file, exclude)));
  expect(tests.length).toBeGreaterThan(200);
  expect(nowhere).toEqual([]);
});

test('only what is listed runs twice', () => {
  const projects = Object.values(listProjects(root, false));
  const listed = [...againEmbedded, ...againEnterprise];
  const twice = tests.filter(
    (file) => projects.filter(({ include, exclude }) => matches(file, include) && !matches(file, exclude)).length > 1,
  );
  expect(twice.filter((file) => !matches(file, listed))).toEqual([]);
});

test.each([...againEmbedded, ...againEnterprise, ...Object.keys(alone)])('%s names a file that there is', (glob) => {
  expect(globSync(glob, { cwd: root })).not.toEqual([]);
});

test('the run of a unit test knows no server', () => {
  expect(inject('postgresUrl')).toBeUndefined();
});
