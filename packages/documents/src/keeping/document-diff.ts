import type { DocTypeMeta, RowFieldMeta } from '@business-m/metadata';
import { compareDecimals, isDecimal } from '../format/decimal.ts';
import { formatField } from '../format/format-field.ts';

export interface Difference {
  path: string;
  label: string;
  mine: string;
  theirs: string;
}

type Values = Readonly<Record<string, unknown>>;

/** The typed fields that differ from the stored document. */
export function documentDifferences(meta: DocTypeMeta, mine: Values, theirs: Values): Difference[] {
  return meta.fields.flatMap((field): Difference[] => {
    if (field.readOnly) return [];
    if (field.type !== 'table') return compare(field, field.name, field.label, mine[field.name], theirs[field.name]);
    const mineRows = rowsOf(mine[field.name]);
    const theirRows = rowsOf(theirs[field.name]);
    const length = Math.max(mineRows.length, theirRows.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      (field.fields ?? [])
        .filter((column) => !column.readOnly)
        .flatMap((column) =>
          compare(
            column,
            `${field.name}.${index}.${column.name}`,
            `${field.label} ${index + 1}: ${column.label}`,
            mineRows[index]?.[column.name],
            theirRows[index]?.[column.name],
          ),
        ),
    );
  });
}

function rowsOf(value: unknown): Values[] {
  return Array.isArray(value) ? value : [];
}

function compare(field: RowFieldMeta, path: string, label: string, mine: unknown, theirs: unknown): Difference[] {
  if (same(mine, theirs)) return [];
  return [{ path, label, mine: formatField(field, mine), theirs: formatField(field, theirs) }];
}

function same(a: unknown, b: unknown): boolean {
  if (isDecimal(a) && isDecimal(b)) return compareDecimals(a, b) === 0;
  return (a ?? '') === (b ?? '') || (a === false && b === undefined);
}
