import type { Difference } from '@business-m/contract';
import { isObject, sameJson } from '../store/json-values.ts';
import { own } from './draft.ts';

const LIMIT = 500;

/** The values that differ, at most `limit`. What only one document has is one difference; equal ends of a list are not counted as moved. */
export function differences(before: unknown, after: unknown, limit = LIMIT): Difference[] {
  const found: Difference[] = [];
  compare(before, after, [], (difference) => found.push(difference) < limit);
  return found;
}

/** False when nothing more is wanted. */
type Report = (difference: Difference) => boolean;

function compare(before: unknown, after: unknown, path: readonly string[], report: Report): boolean {
  if (sameJson(before, after)) return true;
  if (Array.isArray(before) && Array.isArray(after)) return compareItems(before, after, path, report);
  if (!isObject(before) || !isObject(after)) {
    return report({ path: path.join('.'), ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].every((name) => compare(own(before, name), own(after, name), [...path, name], report));
}

function compareItems(before: readonly unknown[], after: readonly unknown[], path: readonly string[], report: Report): boolean {
  const { head, tail } = commonEnds(before, after);
  const [left, right] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index);
  return rows.every((index) => compare(left[index], right[index], [...path, String(head + index)], report));
}

/** How many items two lists have in common at their beginnings and at their ends. */
export function commonEnds(before: readonly unknown[], after: readonly unknown[]): { head: number; tail: number } {
  const most = Math.min(before.length, after.length);
  let [head, tail] = [0, 0];
  while (head < most && sameJson(before[head], after[head])) head += 1;
  while (tail < most - head && sameJson(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  return { head, tail };
}
