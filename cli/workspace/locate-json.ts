import { type JsonNode, readJsonTree } from '@business-m/manifest/change';

export interface Position {
  /** From 1. */
  line: number;
  column: number;
}

/** Where the value at `path` stands in a JSON text; the nearest one around it where the text does not have it. `depth`: how much of it there is. */
export function locateJson(text: string, path: readonly string[]): Position & { depth: number } {
  let node: JsonNode = readJsonTree(text);
  let at = node.start;
  let depth = 0;
  for (const name of path) {
    // The last one of its name, as JSON.parse takes it.
    const entry = node.entries?.findLast((each, index) => (each.name ?? String(index)) === name);
    if (!entry) break;
    [node, at, depth] = [entry.value, entry.start, depth + 1];
  }
  return { ...positionOf(text, at), depth };
}

export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
