/** A string, which may be a member's name, or what nests and separates. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/gs;

interface Level {
  /** Of an object; null in an array. */
  names: Set<string> | null;
  /** The member or the index that is being read. */
  at: string | number;
  /** Whether the next string is a member's name. */
  beforeName: boolean;
}

/**
 * Path of the first member that its object has twice, in a text that JSON.parse takes; null when there is none. JSON.parse keeps the last one
 * without a word: of two remotes of one name, one would be gone.
 */
export function duplicateKey(text: string): readonly string[] | null {
  const levels: Level[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ names: new Set(), at: '', beforeName: true });
    else if (token === '[') levels.push({ names: null, at: 0, beforeName: false });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') goOn(level);
    else if (level?.beforeName) {
      const name = token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
      if (level.names?.has(name)) return [...levels.slice(0, -1).map(({ at }) => String(at)), name];
      level.names?.add(name);
      level.at = name;
      level.beforeName = false;
    }
  }
  return null;
}

function goOn(level: Level | undefined): void {
  if (!level) return;
  if (level.names) level.beforeName = true;
  else level.at = Number(level.at) + 1;
}
