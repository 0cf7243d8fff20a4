/** Which releases were stable for a remote. */
export interface StableHistory {
  /** The stable release before the present one. */
  before: string | undefined;
  /** Newest first. */
  ever: readonly string[];
}

/** Takes the stable release after each revision, oldest first. Going back undoes what came between: after A, B, A nothing is before A. */
export function stableHistory(stables: readonly (string | undefined)[]): StableHistory {
  const line: string[] = [];
  const ever = new Set<string>();
  for (const stable of stables) {
    if (stable === undefined || stable === 'latest' || stable === line.at(-1)) continue;
    const at = line.indexOf(stable);
    if (at >= 0) line.splice(at + 1);
    else line.push(stable);
    ever.delete(stable);
    ever.add(stable);
  }
  return { before: stables.at(-1) === 'latest' ? line.at(-1) : line.at(-2), ever: [...ever].reverse() };
}
