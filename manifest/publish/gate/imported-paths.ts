// Not the WebAssembly one, which must be awaited first: the gate is a pure function.
import { parse } from 'es-module-lexer/js';

/** Relative paths that a module imports, statically or by a literal in `import()`. None of what is not a module: a browser will say so. */
export function importedPaths(code: string): string[] {
  try {
    const [imports] = parse(code);
    const paths = imports.flatMap(({ n }) => (n && /^\.{1,2}\//.test(n) ? [n.replace(/[?#].*$/, '')] : []));
    return [...new Set(paths)];
  } catch {
    return [];
  }
}
