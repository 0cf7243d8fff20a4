import { visit } from 'jsonc-parser';
import { DocumentRefusal } from './document-refusal.ts';

const DEPTH_LIMIT = 32;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Parses JSON from outside: refuses what is too large or too deep, keys that reach an object's prototype, and an object that has a key twice. */
export function parseJson(text: string, { limitBytes }: { limitBytes: number }): unknown {
  const sizeBytes = new TextEncoder().encode(text).length;
  if (sizeBytes > limitBytes) throw new DocumentRefusal('', `the document has ${sizeBytes} bytes, more than the ${limitBytes} allowed`);
  let value: unknown;
  try {
    value = JSON.parse(withoutMark(text));
  } catch (error) {
    throw new DocumentRefusal('', `not JSON: ${error instanceof Error ? error.message : error}`);
  }
  inspect(value, []);
  const twice = duplicateKey(text);
  if (twice) throw new DocumentRefusal(twice.join('.'), `the key "${twice.at(-1)}" stands here twice: only the last one would count`);
  return value;
}

function inspect(value: unknown, path: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (path.length >= DEPTH_LIMIT) throw new DocumentRefusal(path.join('.'), `nested deeper than ${DEPTH_LIMIT} levels`);
  for (const [key, inner] of Object.entries(value)) {
    const innerPath = [...path, key];
    if (forbiddenKeys.has(key)) throw new DocumentRefusal(innerPath.join('.'), `the key "${key}" is not allowed`);
    inspect(inner, innerPath);
  }
}

/** Path of the first member whose object has its name twice; null when there is none. JSON.parse keeps the last one without a word. */
function duplicateKey(text: string): readonly string[] | null {
  const objects: Set<string>[] = [];
  let found: readonly string[] | null = null;
  visit(text, {
    onObjectBegin: () => void objects.push(new Set()),
    onObjectEnd: () => void objects.pop(),
    onObjectProperty(name, _offset, _length, _line, _column, path) {
      const names = objects.at(-1);
      if (names?.has(name)) found ??= [...path().map(String), name];
      names?.add(name);
    },
  });
  return found;
}

/** Without the byte order mark that some editors write. */
export const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');

export function jsonOrNull(source: string | Uint8Array, reviver?: Parameters<typeof JSON.parse>[1]): unknown {
  try {
    return JSON.parse(withoutMark(typeof source === 'string' ? source : new TextDecoder().decode(source)), reviver);
  } catch {
    return null;
  }
}
