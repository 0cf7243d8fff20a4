// Not by the package's front door: a process begins with this, and schemas take longer to load than all else of it.
import { plainSource } from '@business-m/contract/source-maps';
import { TraceMap, traceSegment } from '@jridgewell/trace-mapping';

/** As the shell writes them: `save items-4f.js:1:2345`, lines and columns from 1. */
const frame = /^(.*) (\S+):(\d{1,9}):(\d{1,9})$/;
const LINE_MAX = 300;

/**
 * A stack of files of a release → the same one by the team's own files, lines and functions. A frame that no map knows stays as it is.
 *
 * @param maps what was published as source maps: nothing of it is believed
 * @throws where a map is none
 */
export function mapStack(stack: string, maps: unknown): string {
  const known = new Map<string, ((line: number, column: number) => Place | null) | null>();
  const finderOf = (file: string) => {
    if (!known.has(file)) known.set(file, Object.hasOwn(Object(maps), file) ? finder((maps as Record<string, unknown>)[file]) : null);
    return known.get(file);
  };
  const lines = stack.split('\n').map((text) => {
    const [, name = '', file = '', line, column] = frame.exec(text) ?? [];
    const found = finderOf(file)?.(Number(line), Number(column));
    return found ? `${found.name || name} ${found.source}:${found.line}:${found.column}` : text;
  });
  return lines.map((line) => line.replaceAll(/\p{C}/gu, '').slice(0, LINE_MAX)).join('\n');
}

interface Place {
  source: string;
  line: number;
  column: number;
  /** Of the innermost function around it; empty: not known. */
  name: string;
}

function finder(map: unknown): (line: number, column: number) => Place | null {
  const { sources, mappings, functions } = Object(map) as Readonly<Record<string, unknown>>;
  if (typeof mappings !== 'string' || !Array.isArray(sources)) throw new TypeError('no source map');
  // Its sources are never resolved: they are texts, whatever they look like.
  const trace = new TraceMap({ version: 3, sources: [], names: [], mappings });
  return (line, column) => {
    const segment = line > 0 && column > 0 ? traceSegment(trace, line - 1, column - 1) : null;
    if (!segment || segment.length === 1) return null;
    const [, index, originalLine, originalColumn] = segment;
    const source: unknown = sources[index];
    if (typeof source !== 'string' || plainSource(source) === '') return null;
    const own: unknown = Array.isArray(functions) ? functions[index] : null;
    return {
      source: plainSource(source).replaceAll(/\s/g, ' '),
      line: originalLine + 1,
      column: originalColumn + 1,
      name: Array.isArray(own) ? innermost(own, originalLine + 1, originalColumn) : '',
    };
  };
}

/** Outer functions stand before inner ones. */
function innermost(functions: readonly unknown[], line: number, column: number): string {
  const around = functions.findLast((each) => {
    if (!Array.isArray(each)) return false;
    const [, fromLine, fromColumn, toLine, toColumn] = each;
    const isAfter = line > fromLine || (line === fromLine && column >= fromColumn);
    return isAfter && (line < toLine || (line === toLine && column < toColumn));
  });
  const name: unknown = Array.isArray(around) ? around[0] : '';
  return typeof name === 'string' ? name.slice(0, 80) : '';
}
