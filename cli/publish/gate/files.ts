import { posix } from 'node:path';
import { remoteFaults } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';
// Not the WebAssembly one, which must be awaited first: the gate is a pure function.
import { parse } from 'es-module-lexer/js';
import type { Candidate } from '../inspect.ts';
import type { GateFault } from './gate-fault.ts';

/**
 * Every name in `remote.json`, and every file that a module of the release imports by a relative path, leads to a file of the release; every bare
 * name is shared. A file that a build only copied, because code names its address, need not run: Monaco has one that a bundler's worker replaces.
 */
export function checkFiles({ remote, files }: Pick<Candidate, 'remote' | 'files'>, { shell }: Pick<GateFleet, 'shell'>): GateFault[] {
  const breaks = { scope: remote.scope };
  const shared = new Set(shell.imports);
  const reached = new Set(
    withImports([remote.remoteEntry, ...Object.values(remote.exposes).flatMap(({ js }) => js)], files, ['statically', 'later']),
  );
  const faults: GateFault[] = remoteFaults(remote).map(({ path, message }) => ({ code: 'dead-reference', path, message, breaks }));
  for (const { path } of remote.files) {
    const bytes = files.get(path);
    if (!bytes) faults.push({ code: 'file-missing', path, message: 'it is listed in remote.json, and not in the build', breaks });
    else if (isModule(path)) {
      const { statically, later, elsewhere } = importsOf(path, bytes.toString('utf8'));
      for (const imported of reached.has(path) ? [...statically, ...later].filter((each) => !files.has(each)) : [])
        faults.push({ code: 'file-missing', path: imported, message: `${path} imports it, and it is not in the build`, breaks });
      for (const specifier of elsewhere.filter((each) => !shared.has(each)))
        faults.push({ code: 'import-elsewhere', path, message: `it imports "${specifier}", which is no file of the release`, breaks });
    }
  }
  return faults;
}

interface Imports {
  /** Paths in the release that a module cannot run without. */
  statically: string[];
  /** Paths in the release, by a literal in `import()`. */
  later: string[];
  /** What is imported statically and by no relative path: no browser could find it, or the desk would let it have it. */
  elsewhere: string[];
}

/** What the module at `path` imports. Nothing of what is not a module: a browser will say so. */
function importsOf(path: string, code: string): Imports {
  const found = { statically: new Set<string>(), later: new Set<string>(), elsewhere: new Set<string>() };
  for (const { n, d } of imports(code)) {
    if (n === undefined) continue;
    const kind = d === -1 ? 'statically' : 'later';
    if (/^\.{1,2}\//.test(n)) found[kind].add(posix.join(posix.dirname(path), n.replace(/[?#].*$/, '')));
    else if (kind === 'statically') found.elsewhere.add(n);
  }
  return { statically: [...found.statically], later: [...found.later], elsewhere: [...found.elsewhere] };
}

/** The files, and whatever they import in these ways, and what that imports. */
export function withImports(
  paths: readonly string[],
  files: ReadonlyMap<string, Buffer>,
  ways: readonly ('statically' | 'later')[] = ['statically'],
): string[] {
  const all = new Set(paths);
  // A set goes on to what is added while it is walked.
  for (const path of all) {
    const bytes = isModule(path) && files.get(path);
    if (!bytes) continue;
    const found = importsOf(path, bytes.toString('utf8'));
    for (const imported of ways.flatMap((way) => found[way])) all.add(imported);
  }
  return [...all];
}

const isModule = (path: string) => /\.m?js$/i.test(path);

function imports(code: string) {
  try {
    return parse(code)[0];
  } catch {
    return [];
  }
}
