import type { FieldType, RowFieldMeta } from '@business-m/metadata';

/** The columns every document has beside its own fields, with their PostgreSQL types. */
export const ENVELOPE_COLUMNS = {
  id: 'text',
  status: 'text',
  revision: 'bigint',
  created_at: 'timestamp(3) with time zone',
  created_by: 'text',
  modified_at: 'timestamp(3) with time zone',
  modified_by: 'text',
  amended_from: 'text',
} as const;
export type EnvelopeColumn = keyof typeof ENVELOPE_COLUMNS;

export function isEnvelopeColumn(name: string): name is EnvelopeColumn {
  return Object.hasOwn(ENVELOPE_COLUMNS, name);
}

/** The engine's own, never on the wire. Null in rows that are older than the column. */
export const INTERNAL_COLUMNS = {
  /** The revision a person last wrote, when the outbox has noted something since. */
  edited_revision: 'bigint',
  /** Its name was another document's, but for case, blanks or width, before such names were refused. */
  named_twice: 'boolean',
} as const;

/** A row of a child table: whose, and where in it. */
export const ROW_COLUMNS = { parent: 'text', idx: 'integer' } as const;

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
