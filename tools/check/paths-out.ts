import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { folders, rooms, skipped, tests } from './rooms.ts';

export const PATHS_OUT_RULE = 'no-path-out-of-a-package';

/** A path that goes up, in quotes or in a stylesheet's import: what is no import statement leads somewhere by it, too. */
const goingUp = /['"`]((?:\.\.\/)+[^'"`\s]*)['"`]/g;
const built = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"`]([^'"`]*\/dist(?:-dev)?\/[^'"`]*)['"`]/g;
/** The whole of a path from the root of this workspace. */
const ofWorkspace = new RegExp(`['"\`/](?:\\$\\{[^}]*\\}/)?((?:${folders.join('|')})/[\\w@./*-]+)['"\`]`, 'g');

/**
 * Paths to other packages that the cruise does not see, as it reads import statements alone: types by `import('…')`, `vi.mock`, `import.meta.glob`,
 * `new URL('…', import.meta.url)`, stylesheets, programs; and imports of what was built. A room says in `names` which it starts or reads.
 */
export function findPathsOut(baseDir: string): { rule: string; text: string }[] {
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx,mjs,js,css,html}`),
    { cwd: baseDir, exclude: (name) => skipped.test(name) },
  );
  return files.sort().flatMap((file) => {
    const room = Object.values(rooms).find(({ path }) => new RegExp(`^${path}/`).test(file));
    const home = /^(?:(?:packages|services|remotes)\/[^/]+|[^/]+)\//.exec(file)?.[0];
    if (!room || home === undefined || file.startsWith('nginx/')) return [];
    const isTest = new RegExp(tests).test(file);
    const allowed = [...(room.names ?? []), 'vite.config.base.ts', ...(isTest ? [...room.imports, ...(room.tests ?? [])] : [])];
    const mayName = (path: string) => allowed.some((each) => path === each || path.startsWith(`${each}/`));
    const lines = readFileSync(join(baseDir, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      if (/^\s*(\/\/|\/?\*)/.test(line)) return [];
      const up = [...line.matchAll(goingUp)].map(([, path = '']) => normalize(join(dirname(file), path)));
      const out = up.filter((path) => !`${path}/`.startsWith(home) && folders.includes(path.split('/')[0] ?? '') && !mayName(path));
      const dist = [...line.matchAll(built)].map(([, path = '']) => path);
      const own = room === rooms.build && !isTest ? [...line.matchAll(ofWorkspace)].map(([, path = '']) => path) : [];
      return [...new Set([...out, ...dist, ...own])].map((path) => ({
        rule: PATHS_OUT_RULE,
        text: `${file}:${index + 1} → ${path} (a package knows no path of another one, and imports nothing that was built)`,
      }));
    });
  });
}
