import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { STATUS_OF_CODE } from './problem.ts';

const services = join(import.meta.dirname, '../../../');
const sources = globSync('*/src/**/*.ts', { cwd: services }).filter((path) => !/\.test\.ts$|\/testing\//.test(path));

test('raises every code of the table', () => {
  const raised = new Set<string>();
  for (const path of sources) {
    if (path.endsWith('http/problem.ts')) continue;
    // As a refusal's code, as a fault's, or given to a function that makes one.
    for (const [, code = ''] of readFileSync(join(services, path), 'utf8').matchAll(/'([a-z][a-z-]+)'/g)) raised.add(code);
  }
  expect(sources.length).toBeGreaterThan(100);
  expect(Object.keys(STATUS_OF_CODE).filter((code) => !raised.has(code))).toEqual([]);
});
