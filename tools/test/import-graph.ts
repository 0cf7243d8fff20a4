import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

/** File → the files of this project that import it, or name its path in a string to start or read it. All relative to the root. */
export type Importers = ReadonlyMap<string, ReadonlySet<string>>;

/** A literal that looks like the path of a source file: how code names what it starts as a process. */
const pathLiteral = /['"`]((?:\.{0,2}\/)?[\w@./-]+\.(?:tsx?|mjs|json|conf|template|css|html|md|ya?ml|sh))['"`]/g;

const sourceFile = /\.(ts|tsx|mjs)$/;

/** Reads which file needs which, from the files down to whatever they need of this project. */
export async function readImporters(root: string, files: readonly string[]): Promise<Importers> {
  const importers = new Map<string, Set<string>>();
  const known = new Set<string>();
  const add = (imported: string, importer: string) => {
    if (imported !== importer) importers.set(imported, (importers.get(imported) ?? new Set()).add(importer));
  };
  // A program that is started by its path is nobody's import: each round reads those that the round before has named.
  const asked = new Set(files);
  for (let entries = files; entries.length > 0; ) {
    const { inputs } = await readInputs(root, entries);
    const read = Object.entries(inputs).filter(([file]) => !known.has(file) && existsSync(join(root, file)));
    const named = read.flatMap(([file]) => namedPaths(root, file).map((path) => ({ path, file })));
    for (const [file, { imports }] of read) {
      known.add(file);
      for (const { path, external } of imports) {
        if (!external) add(path, file);
        else if (isAbsolute(path)) add(relative(root, path), file);
      }
    }
    for (const { path, file } of named) add(path, file);
    entries = [...new Set(named.map(({ path }) => path))].filter((path) => !known.has(path) && !asked.has(path) && sourceFile.test(path));
    for (const path of entries) asked.add(path);
  }
  return importers;
}

async function readInputs(root: string, entries: readonly string[]): Promise<Metafile> {
  const { metafile } = await build({
    // One entry for all of them: a graph is wanted, and no output.
    stdin: { contents: entries.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n'), resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    absWorkingDir: root,
    loader: { '.css': 'empty', '.html': 'empty', '.svg': 'empty', '.conf': 'empty', '.md': 'empty' },
    plugins: [onlyOurs()],
  });
  return metafile;
}

/** Each file that needs one of `changed`, directly or not, with the number of steps between them; the changed files are at 0. */
export function reachFrom(importers: Importers, changed: readonly string[]): Map<string, number> {
  const distance = new Map(changed.map((file) => [file, 0]));
  // The map grows while it is walked: breadth first.
  for (const [file, steps] of distance) {
    for (const importer of importers.get(file) ?? []) if (!distance.has(importer)) distance.set(importer, steps + 1);
  }
  return distance;
}

function namedPaths(root: string, file: string): string[] {
  const named = [...readFileSync(join(root, file), 'utf8').matchAll(pathLiteral)].map(([, path = '']) => path);
  return named.flatMap((path) => {
    const found = [join(root, dirname(file), path), join(root, path)].find((each) => existsSync(each) && statSync(each).isFile());
    return found && !found.includes('/node_modules/') && !found.includes('/dist/') ? [relative(root, found)] : [];
  });
}

/** Follows relative imports and packages of the workspace; everything else stays outside. */
function onlyOurs(): Plugin {
  return {
    name: 'only-ours',
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === 'entry-point' || path.startsWith('@business-m/') ? null : { path, external: true },
      );
      // A file that is gone, or generated and not there yet: whoever imports it is remembered by its full path.
      onResolve({ filter: /^\.{1,2}\// }, async ({ path, resolveDir }) =>
        [path, `${path}.ts`, `${path}.tsx`].some((each) => existsSync(join(resolveDir, each)))
          ? null
          : { path: join(resolveDir, path), external: true },
      );
    },
  };
}
