import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { browserSources, folders, skipped, tests } from './rooms.ts';

export const TYPE_IMPORT_RULE = 'no-import-expression-in-types';
export const BROWSER_PROCESS_RULE = 'browser-without-process';

/** Runs in Node for builds alone: it sets what Tamagui reads while it is imported. */
const inNode = ['packages/ui/src/css/index.ts'];
const globals = ['globalThis', 'window', 'self'];

interface Found {
  rule: string;
  at: number;
  text: string;
}

/**
 * What only the syntax of a file shows. A type `import('…').X` is no import to the cruise: a circle, or a floor's violation, would go unseen, so
 * such a type comes by an `import type` statement. And a browser has no `process`; `import.meta.env` is what Vite replaces.
 */
export function findInSyntax(baseDir: string): { rule: string; text: string }[] {
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: baseDir, exclude: (name) => skipped.test(name) },
  );
  return files.sort().flatMap((file) => {
    if (new RegExp(tests).test(file)) return [];
    const source = readFileSync(join(baseDir, file), 'utf8');
    const inBrowser = new RegExp(browserSources).test(file) && !inNode.includes(file);
    if (!source.includes('import(') && !(inBrowser && source.includes('process'))) return [];
    const tree = parseSync(source, { syntax: 'typescript', tsx: file.endsWith('x'), target: 'esnext' });
    const bytes = Buffer.from(source);
    return [...findIn(tree, inBrowser)].map(({ rule, at, text }) => {
      // Positions grow from file to file, in bytes, and a file's own begin before its first statement.
      const line = bytes
        .subarray(0, at - tree.span.start)
        .toString()
        .split('\n').length;
      return { rule, text: `${file}:${line} → ${text}` };
    });
  });
}

function* findIn(node: unknown, inBrowser: boolean): Generator<Found> {
  if (typeof node !== 'object' || node === null) return;
  const { type, argument, object, property, span } = node as Record<string, { value?: string; start?: number }>;
  const at = span?.start ?? 0;
  if ((type as unknown) === 'TsImportType')
    yield { rule: TYPE_IMPORT_RULE, at, text: `${argument?.value} (import the type by a statement, which the other rules see)` };
  const isProcess = object?.value === 'process' || (globals.includes(object?.value ?? '') && property?.value === 'process');
  if (inBrowser && (type as unknown) === 'MemberExpression' && isProcess)
    yield { rule: BROWSER_PROCESS_RULE, at, text: 'process (a browser has none)' };
  for (const child of Object.values(node)) yield* findIn(child, inBrowser);
}
