/** Puts `value` in the place of the one at `path` of a JSON text that parses, and leaves every other character alone. */
export function replaceJsonValue(text: string, path: readonly string[], value: string): string {
  let at = skipSpace(text, 0);
  for (const name of path) at = memberAt(text, at, name);
  return text.slice(0, at) + value + text.slice(valueEnd(text, at));
}

/** Where the value of a member of the object at `at` begins; of the last one with this name, as JSON.parse takes it. */
function memberAt(text: string, at: number, name: string): number {
  let found = -1;
  if (text[at] === '{') {
    let key = skipSpace(text, at + 1);
    while (text[key] === '"') {
      const keyEnd = valueEnd(text, key);
      const value = skipSpace(text, skipSpace(text, keyEnd) + 1);
      if (JSON.parse(text.slice(key, keyEnd)) === name) found = value;
      const next = skipSpace(text, valueEnd(text, value));
      if (text[next] !== ',') break;
      key = skipSpace(text, next + 1);
    }
  }
  if (found < 0) throw new Error(`there is no member “${name}”`);
  return found;
}

function valueEnd(text: string, at: number): number {
  if (text[at] === '"') return stringEnd(text, at);
  if (text[at] !== '{' && text[at] !== '[') return at + (/^[^\s,\]}]+/.exec(text.slice(at))?.[0].length ?? 0);
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') index = stringEnd(text, index) - 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return text.length;
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
