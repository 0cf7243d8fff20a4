import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../stack/workspace.ts';
import { chooseShards, describeSources, readOptions, readState, writeState } from './matrix.ts';
import { listShards } from './shards.ts';

const shards = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name }));
const names = (choice?: string) => chooseShards(shards, choice).map(({ name }) => name);

test('parts of the matrix are disjoint and together everything', () => {
  expect(names()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect([names('1/3'), names('2/3'), names('3/3')]).toEqual([['a', 'd'], ['b', 'e'], ['c']]);
  expect(names('d,b,d')).toEqual(['d', 'b']);
});

test.each(['4/3', '0/2', 'x', '', '6/6'])('%s is no part', (choice) => {
  expect(() => names(choice)).toThrow(/--shard is a part|There is no shard|is empty: there are 5 shards/);
});

test('every shard is in the nightly workflows, but for containers, which want a machine of their own, and in the docs', () => {
  const all = listShards('1').map(({ name }) => name);
  for (const host of ['.github', '.gitea']) {
    const { jobs } = parse(readFileSync(join(root, host, 'workflows/nightly.yml'), 'utf8'));
    const listed = jobs.matrix.strategy.matrix.shard.flatMap((names: string) => names.split(','));
    expect(listed.toSorted(), host).toEqual(all.filter((name) => name !== 'containers').toSorted());
  }
  const [, told = ''] = /^`npm run test:all` runs shards: (.+?)\. /m.exec(readFileSync(join(root, 'docs/testing.md'), 'utf8')) ?? [];
  expect([...told.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual(all);
});

test('options are read, and what is no option is said', () => {
  expect(readOptions(['--shard', 'a,b', '--seed=7', '--resume'])).toEqual({ shard: 'a,b', resume: true, seed: '7', list: false });
  expect(readOptions([]).seed).toMatch(/^\d+$/);
  for (const args of [['--bogus'], ['--seed', 'x'], ['--shard'], ['all'], ['--list=1']])
    expect(() => readOptions(args), args.join()).toThrow(
      /^(There is no option “--bogus”|--seed is a whole number, not “x”|“.*” is not understood)/,
    );
});

test('what has passed is known again on the same sources only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-matrix-'));
  const file = join(folder, 'results/matrix.json');
  const state = { sources: 'one', shards: { a: { passed: 3, failed: 0, ms: 5 } } };
  try {
    expect(readState(file, 'one')).toEqual({ sources: 'one', shards: {} });
    writeState(file, state);
    expect(readState(file, 'one')).toEqual(state);
    expect(readState(file, 'two')).toEqual({ sources: 'two', shards: {} });
    writeFileSync(file, '{"sources": "one", "sha');
    expect(() => readState(file, 'one')).toThrow('run without --resume');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('sources are named by their content, whatever lies among them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-matrix-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: folder });
  try {
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '-m', 'first');
    const clean = describeSources(folder);
    mkdirSync(join(folder, 'inner'));
    git('init', '--quiet', 'inner');
    writeFileSync(join(folder, 'inner/a.ts'), '');
    symlinkSync('nowhere', join(folder, 'link'));
    expect(describeSources(folder)).not.toBe(clean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
