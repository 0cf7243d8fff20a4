import type { Difference } from '@business-m/contract';
import type { Paint } from './paint.ts';
import { drawTable } from './table.ts';

const CELL_LIMIT = 90;

/** What differs, a line a value: `path  before → after`. */
export function drawDifferences(differences: readonly Difference[], paint: Paint, indent = '  '): string {
  if (differences.length === 0) return `${indent}${paint.quiet('nothing differs')}\n`;
  const rows = differences.map((difference) => [difference.path || 'the document', describe(difference, paint)]);
  const table = drawTable([{ title: '' }, { title: '' }], rows, (title) => title);
  return table
    .split('\n')
    .slice(1, -1)
    .map((line) => `${indent}${line}\n`)
    .join('');
}

function describe(difference: Difference, paint: Paint): string {
  const [was, is] = [Object.hasOwn(difference, 'before'), Object.hasOwn(difference, 'after')];
  if (!was) return paint.good(`+ ${show(difference.after)}`);
  if (!is) return paint.bad(`- ${show(difference.before)}`);
  return `${paint.bad(show(difference.before))} → ${paint.good(show(difference.after))}`;
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > CELL_LIMIT ? `${text.slice(0, CELL_LIMIT - 1)}…` : text;
}
