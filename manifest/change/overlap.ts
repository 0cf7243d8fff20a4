import type { Difference } from '../schema/index.ts';

/** Whether two sets of changes to one document touch the same value: at the same path, or one inside what the other replaces. */
export function overlap(mine: readonly Difference[], theirs: readonly Difference[]): string | null {
  const paths = new Set(theirs.map(({ path }) => path));
  for (const { path } of mine) {
    const parts = path.split('.');
    const found = parts.map((_, index) => parts.slice(0, index + 1).join('.')).find((prefix) => paths.has(prefix));
    if (found !== undefined) return path;
    for (const other of paths) if (other.startsWith(`${path}.`)) return other;
  }
  return null;
}
