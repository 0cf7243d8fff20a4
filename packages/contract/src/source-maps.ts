/** Where the source maps of a release lie, beside its `remote.json`: no server shows a name that begins with a dot (ADR 19). */
export const SOURCE_MAPS = '.source-maps.json';

/** Of all maps of a release together. A build whose maps are larger keeps none. */
export const SOURCE_MAPS_LIMIT_BYTES = 32 * 1_048_576;

/** A function of a source: name, then first and last line and column; lines from 1, columns from 0. */
export type SourceFunction = readonly [name: string, fromLine: number, fromColumn: number, toLine: number, toColumn: number];

/** A source map (ECMA-426) without the text of its sources; in its place are their functions, so that a place has the name of the function around it. */
export interface StoredMap {
  version: 3;
  sources: (string | null)[];
  names: string[];
  mappings: string;
  /** For each source; null where nothing is known. */
  functions: (readonly SourceFunction[] | null)[];
}

/** The content of {@link SOURCE_MAPS}: file of the release → its map. */
export type StoredMaps = Readonly<Record<string, StoredMap>>;

const PATH_MAX = 200;

/**
 * The path of a source as people know it: `src/items.tsx` of the remote, `package/file.js` of a dependency. Whatever a map says, the answer is
 * only shown: it has no scheme, no host, no query, no `..` and no control characters.
 *
 * @param root folder of the remote, where it is known: absolute paths below it are told from there
 */
export function plainSource(source: string, root?: string): string {
  const path = source
    .slice(0, 10_000)
    .replaceAll(/[\p{C}]/gu, '')
    .replaceAll('\\', '/')
    .replace(/^[a-z][\w+.-]*:\/\/[^/]*\//i, '/')
    .replace(/[?#].*$/, '');
  const below = root && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const inPackage = below.split('/node_modules/').at(-1) ?? below;
  const parts: string[] = [];
  for (const part of inPackage.replace(/^node_modules\//, '').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/').slice(-PATH_MAX);
}
