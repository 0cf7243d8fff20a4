import { type FieldError, type FieldMeta, holds, type RowFieldMeta } from '@business-m/metadata';
import type { DocumentValues, RowValues } from '../document.ts';
import { isEnvelopeColumn } from '../storage/columns.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { checkFields, isMissing, missing } from './check-row.ts';
import { readFieldValue } from './field-value.ts';
import { refuseErrors } from './refuse-errors.ts';

export const DEFAULT_MAX_ROWS = 500;

/**
 * Checks a client's document and throws `invalid` with every error. Fields not sent keep their stored value; tables are replaced. A draft of a
 * submittable DocType may be incomplete: what is still missing is refused when it is submitted.
 */
export function checkDocument(docType: StoredDocType, input: unknown, stored: DocumentValues | null): Record<string, unknown> {
  const sent = asObject(input);
  if (!sent) refuseErrors([{ field: '', code: 'wrong-type', message: 'A document is a JSON object of fields.' }]);
  const errors: FieldError[] = [];
  checkNames(docType, sent, stored, errors);
  const isWhole = docType.declaration.submittable !== true;
  const values = checkFields({ fields: docType.scalars, input: sent, stored, around: {}, path: '', errors, isWhole });
  for (const { field } of docType.children) values[field.name] = checkTable(field, sent, stored, values, errors, isWhole);
  if (errors.length > 0) refuseErrors(errors);
  return values;
}

/** Why a draft cannot be submitted: what it still needs, and what it holds since before there was a rule against it. */
export function draftErrors({ scalars, children }: StoredDocType, doc: DocumentValues): FieldError[] {
  const errorsOf = (fields: readonly RowFieldMeta[], values: Readonly<Record<string, unknown>>, path: string) =>
    fields.flatMap((field) =>
      isMissing(field, { ...doc, ...values }) ? [missing(field, path)] : outdated(field, values[field.name], path),
    );
  return [
    ...errorsOf(scalars, doc, ''),
    ...children.flatMap(({ field, columns }) => {
      if (field.visibleWhen && !holds(field.visibleWhen, doc)) return [];
      const rows = (doc[field.name] ?? []) as RowValues[];
      return [...tooFewRows(field, rows), ...rows.flatMap((row) => errorsOf(columns, row, `${field.name}.${row.idx}.`))];
    }),
  ];
}

function outdated(field: RowFieldMeta, value: unknown, path: string): FieldError[] {
  if (field.readOnly) return [];
  const read = readFieldValue(field, value);
  return 'value' in read ? [] : [{ field: path + field.name, ...read }];
}

function tooFewRows(field: FieldMeta, rows: readonly unknown[]): FieldError[] {
  const least = field.minRows ?? (field.required ? 1 : 0);
  if (rows.length >= least) return [];
  return [{ field: field.name, code: 'too-few-rows', message: `${field.label} needs at least ${least} ${least === 1 ? 'row' : 'rows'}.` }];
}

function checkNames(docType: StoredDocType, sent: ReadonlyMap<string, unknown>, stored: DocumentValues | null, errors: FieldError[]): void {
  const known = new Set(docType.declaration.fields.map((field) => field.name));
  for (const [name, value] of sent) {
    if (known.has(name)) continue;
    if (!isEnvelopeColumn(name)) {
      errors.push({ field: name, code: 'unknown-field', message: `${docType.declaration.label} has no field “${name}”.` });
    } else if ((value ?? null) !== (stored?.[name] ?? null)) {
      errors.push({ field: name, code: 'read-only', message: `“${name}” is set by the server.` });
    }
  }
}

function checkTable(
  field: FieldMeta,
  sent: ReadonlyMap<string, unknown>,
  stored: DocumentValues | null,
  around: Record<string, unknown>,
  errors: FieldError[],
  isWhole: boolean,
): RowValues[] {
  const before = (stored?.[field.name] ?? []) as RowValues[];
  if (field.visibleWhen && !holds(field.visibleWhen, around)) return [];
  const rows = sent.has(field.name) ? checkRows(field, sent.get(field.name), before, stored !== null, around, errors, isWhole) : before;
  const most = field.maxRows ?? DEFAULT_MAX_ROWS;
  if (rows && isWhole) errors.push(...tooFewRows(field, rows));
  if (rows && rows.length > most)
    errors.push({ field: field.name, code: 'too-many-rows', message: `${field.label} takes at most ${most} rows.` });
  return rows ?? before;
}

/** A row's `idx` as sent identifies its stored row, for fields that may not change; its place in the list is its new `idx`. */
function checkRows(
  field: FieldMeta,
  raw: unknown,
  before: readonly RowValues[],
  exists: boolean,
  around: Record<string, unknown>,
  errors: FieldError[],
  isWhole: boolean,
): RowValues[] | null {
  const rows = raw === null ? [] : raw;
  if (!Array.isArray(rows)) {
    errors.push({ field: field.name, code: 'wrong-type', message: `${field.label} is a list of rows.` });
    return null;
  }
  if (rows.length > (field.maxRows ?? DEFAULT_MAX_ROWS)) return rows.map((_row, index) => ({ idx: index + 1 }));
  const columns = field.fields ?? [];
  const known = new Set(['idx', ...columns.map((column) => column.name)]);
  return rows.map((row: unknown, index) => {
    const idx = index + 1;
    const path = `${field.name}.${idx}.`;
    const input = asObject(row);
    if (!input) {
      errors.push({ field: `${field.name}.${idx}`, code: 'wrong-type', message: `Row ${idx} of ${field.label} is not an object.` });
      return { idx };
    }
    for (const name of input.keys()) {
      if (!known.has(name)) errors.push({ field: path + name, code: 'unknown-field', message: `${field.label} has no column “${name}”.` });
    }
    const origin = exists ? (before.find((candidate) => candidate.idx === input.get('idx')) ?? null) : null;
    return { ...checkFields({ fields: columns, input, stored: origin, around, path, errors, isWhole }), idx };
  });
}

function asObject(value: unknown): Map<string, unknown> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? new Map(Object.entries(value)) : null;
}
