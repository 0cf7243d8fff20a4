import { plainSource, SOURCE_MAPS_LIMIT_BYTES, type StoredMap } from '@business-m/contract';
import { encodedMap, FlattenMap } from '@jridgewell/trace-mapping';
import { functionsIn } from './functions-in.ts';

/**
 * The maps of a build as one text, which is the same wherever the build runs: without the text of the sources, and with paths that begin at the
 * remote. Null where there is none. A map that cannot be read is left out; so are all when they are too large.
 *
 * @param maps file → text of its map
 * @param root folder of the remote
 * @param warn takes sentences for whoever builds
 */
export function storeMaps(
  maps: ReadonlyMap<string, string>,
  root: string,
  warn: (sentence: string) => void,
  limitBytes = SOURCE_MAPS_LIMIT_BYTES,
): Buffer | null {
  const stored: Record<string, StoredMap> = {};
  for (const file of [...maps.keys()].sort()) {
    try {
      const map = storeMap(maps.get(file) ?? '', root);
      if (map.mappings !== '') stored[file] = map;
    } catch (error) {
      warn(`The source map of ${file} cannot be read and is left out: ${error instanceof Error ? error.message : error}`);
    }
  }
  const bytes = Buffer.from(`${JSON.stringify(stored)}\n`);
  if (Object.keys(stored).length === 0) return null;
  if (bytes.length <= limitBytes) return bytes;
  const [mb, limit] = [bytes.length, limitBytes].map((size) => Math.ceil(size / 1_048_576));
  warn(
    `The source maps have ${mb} MB, more than the ${limit} MB that are kept: they are left out, and stacks of this release stay as they are.`,
  );
  return null;
}

function storeMap(text: string, root: string): StoredMap {
  // A map of maps, as some bundlers write it, becomes a plain one.
  const { sources, sourcesContent = [], names, mappings } = encodedMap(new FlattenMap(text));
  const plain = sources.map((source) => (source === null ? null : plainSource(source, root)));
  const isOwn = (index: number) => !/(?:^|[/\\])node_modules[/\\]/.test(sources[index] ?? '');
  const functions = plain.map((path, index) => {
    const content = sourcesContent?.[index];
    return path !== null && typeof content === 'string' && isOwn(index) ? functionsIn(path, content) : null;
  });
  return { version: 3, sources: plain, names: [...names], mappings, functions };
}

const address = /^[ \t]*(?:\/\/[#@][ \t]*sourceMappingURL=([^\s'"`]+)|\/\*[#@][ \t]*sourceMappingURL=([^\s'"`*]+)[ \t]*\*\/)[ \t]*$/gm;

/** A script or stylesheet without the address of its map, which no browser may fetch; `inline`: the map that stood in the address itself. */
export function withoutMapAddress(code: string): { code: string; inline: string | null } {
  let inline: string | null = null;
  const plain = code.replaceAll(address, (_, script?: string, style?: string) => {
    const [, base64, data = ''] = /^data:application\/json[^,]*?(;base64)?,(.*)$/.exec(script ?? style ?? '') ?? [];
    if (data !== '') inline = base64 ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data);
    return '';
  });
  return { code: plain, inline };
}

/** Files that may name a map. */
export const mayNameMap = (path: string): boolean => /\.(?:[cm]?js|css)$/i.test(path);
