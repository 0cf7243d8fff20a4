import { type FieldError, holds, type RowFieldMeta } from '@business-m/metadata';
import { readFieldValue, sameValue } from './field-value.ts';

/** What a set of fields is checked against: a document's own, or those of one row of a table. */
export interface CheckedFields {
  fields: readonly RowFieldMeta[];
  input: ReadonlyMap<string, unknown>;
  /** What stands in the database; null for something new. */
  stored: Readonly<Record<string, unknown>> | null;
  /** For conditions of a row: the document around it. */
  around: Readonly<Record<string, unknown>>;
  /** `lines.2.`, or empty. */
  path: string;
  errors: FieldError[];
  /** Whether a missing required value is an error: a draft may be incomplete. */
  isWhole: boolean;
}

/** The values of every field: sent ones read and checked, the others as they stood, or their defaults. */
export function checkFields(checked: CheckedFields): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of checked.fields) values[field.name] = takeValue(field, checked);
  for (const field of checked.fields) requireVisible(field, values, checked);
  return values;
}

function takeValue(field: RowFieldMeta, { input, stored, path, errors }: CheckedFields): unknown {
  const before = stored ? (stored[field.name] ?? empty(field)) : (field.default ?? empty(field));
  if (!input.has(field.name)) return before;
  const raw = input.get(field.name);
  if (field.readOnly || (field.setOnce && stored)) {
    if (!sameValue(field, raw, before)) errors.push(notWritable(field, path));
    return before;
  }
  const read = readFieldValue(field, raw);
  if ('value' in read) return read.value;
  errors.push({ field: path + field.name, ...read });
  return before;
}

function notWritable(field: RowFieldMeta, path: string): FieldError {
  return field.readOnly
    ? { field: path + field.name, code: 'read-only', message: `${field.label} is computed and cannot be written.` }
    : { field: path + field.name, code: 'set-once', message: `${field.label} cannot be changed once it is set.` };
}

/** Empties a hidden field; otherwise reports a missing required one. */
function requireVisible(field: RowFieldMeta, values: Record<string, unknown>, { around, path, errors, isWhole }: CheckedFields): void {
  const scope = { ...around, ...values };
  if (isHidden(field, scope)) values[field.name] = empty(field);
  else if (isWhole && isMissing(field, scope) && !errors.some((error) => error.field === path + field.name))
    errors.push(missing(field, path));
}

function isHidden(field: RowFieldMeta, scope: Readonly<Record<string, unknown>>): boolean {
  return field.visibleWhen !== undefined && !field.readOnly && !holds(field.visibleWhen, scope);
}

/** @param scope the document, and the row's own values over it */
export function isMissing(field: RowFieldMeta, scope: Readonly<Record<string, unknown>>): boolean {
  if (field.readOnly || field.type === 'table' || isHidden(field, scope)) return false;
  const required = field.required || (field.requiredWhen !== undefined && holds(field.requiredWhen, scope));
  return required === true && (scope[field.name] ?? null) === null;
}

export function missing(field: RowFieldMeta, path: string): FieldError {
  return { field: path + field.name, code: 'required', message: `${field.label} is missing.` };
}

export function empty(field: RowFieldMeta): boolean | null {
  return field.type === 'bool' ? false : null;
}
