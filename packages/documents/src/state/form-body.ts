import { type DocTypeMeta, holds, type RowFieldMeta } from '@business-m/metadata';
import { toWire } from './field-value.ts';
import { type FormState, isBlankRow, type SentRows } from './form-state.ts';

export function fieldRules(field: RowFieldMeta, values: Readonly<Record<string, unknown>>): { visible: boolean; required: boolean } {
  return {
    visible: field.visibleWhen === undefined || holds(field.visibleWhen, nulled(values)),
    required: field.required === true || (field.requiredWhen !== undefined && holds(field.requiredWhen, nulled(values))),
  };
}

/** Conditions are about wire values, where an empty input is null. */
function nulled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === '' ? null : value]));
}

/** The request body for what is on screen. Blank rows are left out; a field out of sight is sent empty. */
export function toBody(meta: DocTypeMeta, state: FormState): { body: Record<string, unknown>; sent: SentRows } {
  const body: Record<string, unknown> = {};
  const sent: Record<string, number[]> = {};
  for (const field of meta.fields) {
    if (field.readOnly) continue;
    if (field.type !== 'table') {
      body[field.name] = fieldRules(field, state.values).visible ? toWire(field, state.values[field.name]) : toWire(field, '');
      continue;
    }
    const columns = (field.fields ?? []).filter((column) => !column.readOnly);
    const rows = (state.tables[field.name] ?? []).filter((row) => !isBlankRow(field, row));
    sent[field.name] = rows.map((row) => row.key);
    body[field.name] = rows.map((row) => {
      const around = { ...state.values, ...row.values };
      const sentCell = (column: RowFieldMeta) => toWire(column, fieldRules(column, around).visible ? row.values[column.name] : '');
      return Object.fromEntries(columns.map((column) => [column.name, sentCell(column)]));
    });
  }
  return { body, sent };
}

/** A fingerprint of all that a save would send: equal when nothing was changed. */
export function fingerprint(meta: DocTypeMeta, state: FormState): string {
  return JSON.stringify(toBody(meta, state).body);
}
