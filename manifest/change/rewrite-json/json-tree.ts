/** Where a value stands in a JSON text, and what it holds. */
export interface JsonNode {
  start: number;
  end: number;
  /** Of an object or an array, in order; null for anything else. */
  entries: JsonEntry[] | null;
}

export interface JsonEntry {
  /** Null in an array. */
  name: string | null;
  /** Where it begins: at its name, in an object. */
  start: number;
  value: JsonNode;
}

/** The tree of a text that JSON.parse takes. */
export function readJsonTree(text: string): JsonNode {
  return readValue(text, skipSpace(text, 0));
}

function readValue(text: string, start: number): JsonNode {
  const open = text[start];
  if (open === '"') return { start, end: stringEnd(text, start), entries: null };
  if (open !== '{' && open !== '[')
    return { start, end: start + (/^[^\s,\]}]+/.exec(text.slice(start, start + 64))?.[0].length ?? 0), entries: null };
  const entries: JsonEntry[] = [];
  let at = skipSpace(text, start + 1);
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    const entry = open === '{' ? readMember(text, at) : { name: null, start: at, value: readValue(text, at) };
    entries.push(entry);
    at = skipSpace(text, entry.value.end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return { start, end: at + 1, entries };
}

function readMember(text: string, start: number): JsonEntry {
  const nameEnd = stringEnd(text, start);
  const colon = skipSpace(text, nameEnd);
  return { name: JSON.parse(text.slice(start, nameEnd)) as string, start, value: readValue(text, skipSpace(text, colon + 1)) };
}

function stringEnd(text: string, at: number): number {
  let index = at + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

function skipSpace(text: string, at: number): number {
  let index = at;
  while (index < text.length && /[\s\uFEFF]/.test(text[index] ?? '')) index += 1;
  return index;
}
