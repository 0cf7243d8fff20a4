import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const PACKAGE_CIRCLE_RULE = 'no-circle-of-packages';

/** Circles of workspace packages, by what their package.json files state; dependencies of tests and builds count too. */
export function findPackageCircles(baseDir: string): { rule: string; text: string }[] {
  const files = globSync(['*/package.json', '{packages,services,remotes}/*/package.json'], { cwd: baseDir });
  const needs = new Map<string, string[]>();
  const folderOf = new Map<string, string>();
  for (const file of files.sort()) {
    const { name, dependencies, devDependencies } = JSON.parse(readFileSync(join(baseDir, file), 'utf8'));
    needs.set(name, Object.keys({ ...dependencies, ...devDependencies }));
    folderOf.set(name, dirname(file));
  }
  const circles: string[][] = [];
  const clear = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) circles.push([...path.slice(path.indexOf(name)), name]);
    if (path.includes(name) || clear.has(name)) return;
    for (const next of needs.get(name) ?? []) if (needs.has(next)) visit(next, [...path, name]);
    clear.add(name);
  };
  for (const name of needs.keys()) visit(name, []);
  return circles.map((circle) => ({
    rule: PACKAGE_CIRCLE_RULE,
    text: `${circle.map((name) => folderOf.get(name)).join(' → ')} (workspace packages do not need each other in a circle)`,
  }));
}
