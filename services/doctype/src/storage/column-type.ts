import type { FieldType, RowFieldMeta } from '@business-m/metadata';

/** Digits before the point of any amount or quantity, here and in the protocols. */
export const MAX_INTEGER_DIGITS = 16;
/** Digits after the point where a `decimal` declares no scale. */
export const MAX_SCALE = 9;

/** Digits after the point; undefined: as many as were given, up to `MAX_SCALE`. */
export function scaleOf(field: Pick<RowFieldMeta, 'type' | 'scale'>): number | undefined {
  return field.scale ?? (field.type === 'money' ? 2 : undefined);
}

/** Spelled as PostgreSQL's `format_type` spells it, so that baking can compare. */
export function columnType(field: Pick<RowFieldMeta, 'type' | 'scale'>): string {
  if (field.type === 'decimal' || field.type === 'money') {
    const scale = scaleOf(field);
    return scale === undefined ? 'numeric' : `numeric(${MAX_INTEGER_DIGITS + scale},${scale})`;
  }
  return COLUMN_TYPES[field.type];
}

const COLUMN_TYPES: Record<Exclude<FieldType, 'decimal' | 'money'>, string> = {
  text: 'text',
  longtext: 'text',
  select: 'text',
  link: 'text',
  int: 'bigint',
  bool: 'boolean',
  date: 'date',
  datetime: 'timestamp(3) with time zone',
  table: 'never: a table field has a table',
};
