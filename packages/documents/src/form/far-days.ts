import type { DocTypeMeta, RowFieldMeta } from '@business-m/metadata';
import { companyToday } from '@business-m/sdk';
import { formatDay } from '../format/format-date.ts';
import type { FormState } from '../state/form-state.ts';

/**
 * The days of a document that are more than a year from today, in words, each once: `Posting date is Sunday, November 29, 2020.` A slip of the
 * finger in a year is seen so before it is submitted.
 */
export function farDays(meta: DocTypeMeta, state: FormState, now = companyToday()): string[] {
  const year = Number(now.slice(0, 4));
  const [first, last] = [`${year - 1}${now.slice(4)}`, `${year + 1}${now.slice(4)}`];
  const told = (fields: readonly RowFieldMeta[], values: Readonly<Record<string, unknown>>) =>
    fields.flatMap(({ type, readOnly, name, label }) => {
      const day = values[name];
      const isFar = type === 'date' && !readOnly && typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) && (day < first || day > last);
      return isFar ? [`${label} is ${formatDay(day)}.`] : [];
    });
  const rows = meta.fields.flatMap((table) => (state.tables[table.name] ?? []).flatMap((row) => told(table.fields ?? [], row.values)));
  return [...new Set([...told(meta.fields, state.values), ...rows])];
}
