import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../stack/workspace.ts';

/** A remote that the guides make up. */
const EXAMPLE = 'remotes/people';
/** Decisions are dated: what they name may have moved since. */
const docs = globSync('{README.md,docs/*.md,*/README.md,remotes/*/README.md}', { cwd: root, exclude: (name) => name === 'node_modules' });
const rooms = new Set(globSync('*/', { cwd: root }).map((name) => name.replace(/\/$/, '')));

/** Paths of this tree that a text names: with a folder of the top level in front, or as the target of a link. */
function namedPaths(doc: string): string[] {
  const text = readFileSync(join(root, doc), 'utf8');
  const code = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, words = '']) => words.split(/[\s:,]+/));
  const quoted = code.filter((word) => /^[\w@.-]+(\/[\w@.-]+)+\/?$/.test(word));
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, path = '']) => join(dirname(doc), path));
  return [
    ...quoted.filter(
      (path) =>
        rooms.has(path.split('/')[0] ?? '') && path !== EXAMPLE && !/^node_modules|dist|\.data|test-results|^deploy\/secrets/.test(path),
    ),
    ...linked,
  ];
}

test.each(docs)('%s names files and folders that are there', (doc) => {
  expect(namedPaths(doc).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
