import { type DocTypeMeta, type Document, documentSchema, type RowFieldMeta } from '@business-m/metadata';
import { isDay } from '@business-m/ui';
import { defaultOf } from './field-value.ts';
import { type FormRow, type FormState, newRow, type Typing } from './form-state.ts';

/** A form's state as the browser keeps it, without keys and errors; with what is being typed in place of what it replaces. */
export function keptForm({ base, values, tables, typing }: FormState) {
  const kept = (row: FormRow) => ({ origin: row.origin, values: { ...row.values, ...row.typing } });
  const rows = Object.entries(tables).map(([name, all]) => [name, all.map(kept)]);
  return { base, values: { ...values, ...typing }, tables: Object.fromEntries(rows) };
}

/** What was kept half typed stands in its field as it was, for its user to go on with: it is not taken for the day that it may read as. */
export function typedOn(meta: DocTypeMeta, state: FormState): FormState {
  const typingOf = (fields: readonly RowFieldMeta[], values: Readonly<Record<string, unknown>>): Typing | undefined => {
    const half = fields.filter(({ name, type }) => type === 'date' && values[name] && !isDay(String(values[name])));
    return half.length > 0 ? Object.fromEntries(half.map(({ name }) => [name, String(values[name])])) : undefined;
  };
  const tables = meta.fields.map(({ name, fields = [] }) => [
    name,
    (state.tables[name] ?? []).map((row) => ({ ...row, typing: typingOf(fields, row.values) })),
  ]);
  return {
    ...state,
    typing: typingOf(meta.fields, state.values),
    tables: { ...state.tables, ...Object.fromEntries(tables.filter(([name]) => String(name) in state.tables)) },
  };
}

/** The state that was kept, as far as today's metadata knows its fields: an older desk may have written it. */
export function formOf(meta: DocTypeMeta, kept: { base: unknown; values: unknown; tables: unknown }): FormState {
  const base = documentSchema.safeParse(kept.base);
  const values = recordOf(kept.values);
  const tables = recordOf(kept.tables);
  return {
    base: base.success ? (base.data as Document) : null,
    values: read(
      meta.fields.filter(({ type }) => type !== 'table'),
      values,
    ),
    tables: Object.fromEntries(
      meta.fields
        .filter(({ type }) => type === 'table')
        .map((field) => {
          const rows = tables[field.name];
          return [
            field.name,
            (Array.isArray(rows) ? rows : []).slice(0, field.maxRows ?? 500).map((row: unknown): FormRow => {
              const { origin, values: cells } = recordOf(row);
              const known = newRow(field, read(field.fields ?? [], recordOf(cells)));
              return typeof origin === 'number' ? { ...known, origin } : known;
            }),
          ];
        }),
    ),
    errors: {},
    general: [],
  };
}

function read(fields: readonly RowFieldMeta[], values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((field) => {
      const value = values[field.name];
      return [field.name, typeof value === (field.type === 'bool' ? 'boolean' : 'string') ? value : defaultOf(field)];
    }),
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
