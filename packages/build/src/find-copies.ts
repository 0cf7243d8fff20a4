import { relative } from 'node:path';
import type { RemoteJson } from '@business-m/contract';
import type { Rolldown } from 'vite';
import { copiesIn } from './copies.ts';

type Copy = NonNullable<RemoteJson['copies']>[number];
type Graph = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/** Longer ways are cut in the middle: what began it and what it came to are what counts. */
const WAY_MAX = 12;

/** Copies of shared packages in a build's chunks, each with the modules by which it came in. */
export function findCopies(bundle: Rolldown.OutputBundle, graph: Graph, root: string): Copy[] {
  return Object.values(bundle).flatMap((chunk): Copy[] => {
    if (chunk.type !== 'chunk') return [];
    return copiesIn(chunk.code).map((of) => {
      const module = chunk.moduleIds.find((id) => copiesIn(graph.getModuleInfo(id)?.code ?? '').includes(of));
      return { of, path: chunk.fileName, via: module === undefined ? [] : wayTo(module, graph, root) };
    });
  });
}

/** The shortest way from a module that nothing imports to this one, in the words of the person who wrote the first. */
function wayTo(module: string, graph: Graph, root: string): string[] {
  const next = new Map<string, string | null>([[module, null]]);
  for (const id of next.keys()) {
    const info = graph.getModuleInfo(id);
    const importers = [...(info?.importers ?? []), ...(info?.dynamicImporters ?? [])];
    if (importers.length === 0) return cut([...walk(id, next)].map((each) => nameOf(each, root)));
    for (const importer of importers) if (!next.has(importer)) next.set(importer, id);
  }
  return [nameOf(module, root)];
}

function* walk(first: string, next: ReadonlyMap<string, string | null>): Generator<string> {
  for (let id: string | null = first; id !== null; id = next.get(id) ?? null) yield id;
}

const cut = (way: string[]) => (way.length <= WAY_MAX ? way : [...way.slice(0, WAY_MAX / 2), '…', ...way.slice(1 - WAY_MAX / 2)]);

/** `src/screen.tsx` of the remote itself, `package/file.js` of a dependency. */
function nameOf(id: string, root: string): string {
  const [path = id] = id.split('?');
  const [, inPackage] = /.*\/node_modules\/(.+)$/.exec(path) ?? [];
  return (inPackage ?? relative(root, path)).slice(0, 300);
}
