import type { DocTypeMeta, Document, FieldError, FieldMeta } from '@business-m/metadata';
import { blankValue, defaultOf, fromWire } from './field-value.ts';

/** A row of a child table in the making. `key` lasts while the row does, wherever it moves. */
export interface FormRow {
  key: number;
  /** The `idx` of the stored row that it continues; absent for one that is new. */
  origin?: number;
  values: Readonly<Record<string, unknown>>;
  errors: Readonly<Record<string, string>>;
  typing?: Typing | undefined;
}

/** Text that stands in fields and is not meant yet (half a date), by field. Nothing of it is saved; the browser keeps it. */
export type Typing = Readonly<Record<string, string>>;

/** What the user sees and has typed. */
export interface FormState {
  values: Readonly<Record<string, unknown>>;
  tables: Readonly<Record<string, readonly FormRow[]>>;
  /** By field name; a table's own error stands under its name, a cell's on its row. */
  errors: Readonly<Record<string, string>>;
  general: readonly string[];
  typing?: Typing | undefined;
  /** The document these values started from; null for a new one. */
  base: Document | null;
}

export type FormAction =
  | { type: 'set'; field: string; value: unknown }
  /** `clears`: cells that hold the other of two things of which a row has one. */
  | { type: 'set-cell'; table: string; key: number; field: string; value: unknown; clears?: readonly string[] | undefined }
  /** `text`: null once the field is left. `row` of a table. */
  | { type: 'typing'; field: string; text: string | null; row?: { table: string; key: number } | undefined }
  | { type: 'insert-row'; table: string; at: number; values?: Record<string, unknown> }
  | { type: 'remove-row'; table: string; key: number }
  | { type: 'paste'; table: string; at: number; rows: readonly Record<string, unknown>[] }
  /** Rows as they were: undone, or done again. */
  | { type: 'set-rows'; table: string; rows: readonly FormRow[] }
  /** Without `sent`: errors of the stored document. */
  | { type: 'refuse'; errors: readonly FieldError[]; sent?: SentRows | undefined }
  /** `sent`: what was saved; later input stays. */
  | { type: 'load'; state: FormState; sent?: FormState | undefined };

/** Which rows went to the server, so that `lines.2.account` (rows count from 1) finds its row again: field → row keys in order. */
export type SentRows = Readonly<Record<string, readonly number[]>>;

let lastKey = 0;
const nextKey = () => {
  lastKey += 1;
  return lastKey;
};

export function newRow(table: FieldMeta, values: Record<string, unknown> = {}): FormRow {
  const defaults = Object.fromEntries((table.fields ?? []).map((field) => [field.name, defaultOf(field)]));
  return { key: nextKey(), values: { ...defaults, ...values }, errors: {} };
}

/** The state a form starts with: a stored document, or a new one with its defaults and one blank row a table. */
export function initialState(meta: DocTypeMeta, doc: Document | null, given: Record<string, unknown> = {}): FormState {
  const values: Record<string, unknown> = {};
  const tables: Record<string, FormRow[]> = {};
  for (const field of meta.fields) {
    if (field.type === 'table') {
      const stored = doc?.[field.name];
      const rows = Array.isArray(stored) ? (stored as Record<string, unknown>[]) : [];
      tables[field.name] = rows.map((row, index) => ({
        ...newRow(field, fromWire(field.fields ?? [], row)),
        origin: typeof row.idx === 'number' ? row.idx : index + 1,
      }));
      if (doc === null) tables[field.name] = Array.from({ length: Math.max(1, field.minRows ?? 1) }, () => newRow(field));
    } else if (doc) {
      values[field.name] = fromWire([field], doc)[field.name];
    } else {
      values[field.name] = given[field.name] ?? defaultOf(field);
    }
  }
  return { values, tables, errors: {}, general: [], base: doc };
}

export function isBlankRow(table: FieldMeta, row: FormRow): boolean {
  return (table.fields ?? []).every(
    (field) => field.readOnly || blankValue(row.values[field.name]) || row.values[field.name] === defaultOf(field),
  );
}

export function createReducer(meta: DocTypeMeta) {
  const tableField = (name: string) => meta.fields.find((field) => field.name === name) as FieldMeta;
  const withTable = (state: FormState, name: string, change: (rows: readonly FormRow[]) => readonly FormRow[]): FormState => ({
    ...state,
    tables: { ...state.tables, [name]: change(state.tables[name] ?? []) },
    errors: without(state.errors, name),
  });

  return function reduce(state: FormState, action: FormAction): FormState {
    switch (action.type) {
      case 'set':
        return {
          ...state,
          values: { ...state.values, [action.field]: action.value },
          errors: without(state.errors, action.field),
          typing: typingWith(state.typing, action.field, null),
        };
      case 'set-cell':
        return withTable(state, action.table, (rows) => rows.map((row) => (row.key === action.key ? withCell(row, action) : row)));
      case 'typing': {
        const { field, row, text } = action;
        if (!row) return { ...state, typing: typingWith(state.typing, field, text) };
        return withTable(state, row.table, (rows) =>
          rows.map((each) => (each.key === row.key ? { ...each, typing: typingWith(each.typing, field, text) } : each)),
        );
      }
      case 'insert-row': {
        const field = tableField(action.table);
        return withTable(state, action.table, (rows) =>
          rows.length >= (field.maxRows ?? 500) ? rows : rows.toSpliced(action.at, 0, newRow(field, action.values)),
        );
      }
      case 'remove-row': {
        const field = tableField(action.table);
        return withTable(state, action.table, (rows) => {
          const left = rows.filter((row) => row.key !== action.key);
          return left.length === 0 ? [newRow(field)] : left;
        });
      }
      case 'set-rows':
        return withTable(state, action.table, () => action.rows);
      case 'paste':
        return withTable(state, action.table, (rows) => pasteInto(tableField(action.table), rows, action.at, action.rows));
      case 'refuse':
        return placeErrors(state, action.errors, action.sent ?? everyRow(state));
      case 'load':
        return action.sent ? withTypedSince(action.sent, state, action.state) : action.state;
    }
  };
}

function typingWith(typing: Typing = {}, field: string, text: string | null): Typing | undefined {
  const { [field]: _, ...others } = typing;
  const next = text === null ? others : { ...others, [field]: text };
  return Object.keys(next).length > 0 ? next : undefined;
}

/** Whether something stands in a field that is not meant yet. */
export function isTyping({ typing, tables }: FormState): boolean {
  return typing !== undefined || Object.values(tables).some((rows) => rows.some((row) => row.typing !== undefined));
}

/** `loaded`, with the fields and tables that changed between `sent` and `now`. */
function withTypedSince(sent: FormState, now: FormState, loaded: FormState): FormState {
  const changed = <T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== before[name]));
  return {
    ...loaded,
    typing: now.typing,
    values: { ...loaded.values, ...changed(sent.values, now.values) },
    tables: { ...loaded.tables, ...changed(sent.tables, now.tables) },
  };
}

function without(errors: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  if (!(name in errors)) return errors;
  const { [name]: _gone, ...rest } = errors;
  return rest;
}

function withCell(row: FormRow, { field, value, clears = [] }: Extract<FormAction, { type: 'set-cell' }>): FormRow {
  const cleared = clears.filter((name) => !blankValue(row.values[name]));
  return {
    ...row,
    values: { ...row.values, ...Object.fromEntries(cleared.map((name) => [name, ''])), [field]: value },
    errors: [field, ...clears].reduce(without, row.errors),
    typing: typingWith(row.typing, field, null),
  };
}

function pasteInto(table: FieldMeta, rows: readonly FormRow[], at: number, pasted: readonly Record<string, unknown>[]): FormRow[] {
  const result = [...rows];
  for (const [offset, values] of pasted.slice(0, (table.maxRows ?? 500) - at).entries()) {
    const there = result[at + offset];
    result[at + offset] = there ? { ...there, values: { ...there.values, ...values }, errors: {} } : newRow(table, values);
  }
  return result;
}

function everyRow({ tables }: FormState): SentRows {
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.map(({ key }) => key)]));
}

/** Puts each error at its field, cell or row. */
function placeErrors(state: FormState, errors: readonly FieldError[], sent: SentRows): FormState {
  const own: Record<string, string> = {};
  const cells = new Map<number, Record<string, string>>();
  const general: string[] = [];
  for (const { field, message } of errors) {
    const [name = '', index, cell] = field.split('.');
    const key = index === undefined ? undefined : sent[name]?.[Number(index) - 1];
    if (key !== undefined && cell !== undefined) cells.set(key, { ...cells.get(key), [cell]: message });
    else if (name in state.tables || name in state.values) own[name] ??= message;
    else general.push(message);
  }
  const tables = Object.fromEntries(
    Object.entries(state.tables).map(([name, rows]) => [name, rows.map((row) => ({ ...row, errors: cells.get(row.key) ?? {} }))]),
  );
  return { ...state, tables, errors: own, general };
}
