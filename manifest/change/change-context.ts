import type { Author, DesiredState } from '@business-m/contract';

/** What a change must know beyond the document it is made to. */
export interface ChangeContext {
  author: Author;
  reason: string;
  now: Date;
  /** Of a remote of this environment. */
  stables(scope: string): StableHistory;
  /** What `latest` means for a remote at the moment. */
  latest(scope: string): string | undefined;
  /** Other environments as they stand: merged, and `latest` looked up. */
  environment(name: string): DesiredState | undefined;
}

/** Which releases were stable for a remote. */
export interface StableHistory {
  /** What stable was before it became what it is. */
  before: string | undefined;
  /** All of them, the newest first. */
  ever: readonly string[];
}

/**
 * From what stable was after each revision, oldest first (`undefined`: no such remote). Going back to an earlier release takes back what
 * came after it: after A, B and back to A there is nothing before A, and never a way back to B.
 */
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
