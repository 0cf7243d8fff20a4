import type { DocTypeMeta } from '@business-m/metadata';
import type { FormState } from '../state/form-state.ts';

const NAMED_MAX = 5;

/** Which rows are not right, in words: the first ones with what is wrong, the others by their numbers. One row alone says it where it stands. */
export function rowsAtFault(meta: DocTypeMeta, { tables }: FormState): string[] {
  return meta.fields.flatMap((table) => {
    const faults = (tables[table.name] ?? []).flatMap(({ errors }, index) => {
      const messages = Object.values(errors);
      return messages.length > 0 ? [{ row: index + 1, messages }] : [];
    });
    if (faults.length < 2) return [];
    const named = faults.slice(0, NAMED_MAX).map(({ row, messages }) => `Row ${row}: ${messages.join(' ')}`);
    const others = faults.slice(NAMED_MAX).map(({ row }) => row);
    return [
      `${table.label}: ${faults.length} rows need another look.`,
      ...named,
      ...(others.length > 0 ? [`And ${spellRows(others)}.`] : []),
    ];
  });
}

/** `rows 7, 9 to 12 and 40` */
function spellRows(rows: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && run[1] === row - 1) run[1] = row;
    else runs.push([row, row]);
  }
  const spelt = runs.map(([first, last]) => (first === last ? `${first}` : `${first} ${last === first + 1 ? 'and' : 'to'} ${last}`));
  const last = spelt.pop();
  const all = spelt.length > 0 ? `${spelt.join(', ')} and ${last}` : last;
  return `row${rows.length === 1 ? '' : 's'} ${all}`;
}
