/** Cells as text that is equal where the values are. */
export type Cells = readonly string[];

const BLANK_WEIGHT = 0.1;

/**
 * Which row of `after` continues which row of `before`: index → index. Rows have no identity of their own on the server, so the pairing is the one
 * in which the most cells stay as they were, in order; a row that only moved is found as well.
 */
export function alignRows(before: readonly Cells[], after: readonly Cells[]): Map<number, number> {
  const pairs = new Map<number, number>();
  let start = 0;
  while (start < before.length && start < after.length && sameCells(before[start], after[start])) pairs.set(start, start++);
  let ends = 0;
  const open = () => Math.min(before.length, after.length) - start - ends;
  while (open() > 0 && sameCells(before.at(-1 - ends), after.at(-1 - ends))) {
    ends += 1;
    pairs.set(before.length - ends, after.length - ends);
  }
  for (const [from, to] of bestPairs(before.slice(start, before.length - ends), after.slice(start, after.length - ends)))
    pairs.set(start + from, start + to);
  pairMoved(before, after, pairs);
  return pairs;
}

/** The pairing in order with the highest sum of likeness. */
function bestPairs(before: readonly Cells[], after: readonly Cells[]): [number, number][] {
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  const at = (from: number, to: number) => best[from * width + to] ?? 0;
  for (let from = before.length - 1; from >= 0; from -= 1)
    for (let to = after.length - 1; to >= 0; to -= 1)
      best[from * width + to] = Math.max(at(from + 1, to + 1) + likeness(before[from], after[to]), at(from + 1, to), at(from, to + 1));
  const pairs: [number, number][] = [];
  for (let from = 0, to = 0; from < before.length && to < after.length; ) {
    if (at(from, to) === at(from + 1, to)) from += 1;
    else if (at(from, to) === at(from, to + 1)) to += 1;
    else pairs.push([from++, to++]);
  }
  return pairs;
}

function pairMoved(before: readonly Cells[], after: readonly Cells[], pairs: Map<number, number>): void {
  const taken = new Set(pairs.values());
  for (const [from, cells] of before.entries()) {
    if (pairs.has(from)) continue;
    const to = after.findIndex((other, index) => !taken.has(index) && sameCells(cells, other));
    if (to < 0) continue;
    pairs.set(from, to);
    taken.add(to);
  }
}

export function sameCells(a: Cells = [], b: Cells = []): boolean {
  return a.length === b.length && a.every((cell, index) => cell === b[index]);
}

/** 0 to 1; squared, so that one row that stayed counts for more than two that are half alike. */
function likeness(a: Cells = [], b: Cells = []): number {
  let equal = 0;
  let all = 0;
  for (const [index, cell] of a.entries()) {
    const weight = cell === '' && b[index] === '' ? BLANK_WEIGHT : 1;
    all += weight;
    if (cell === b[index]) equal += weight;
  }
  return all === 0 ? 1 : (equal / all) ** 2;
}
