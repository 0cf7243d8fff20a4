import type { DocTypeMeta, FieldMeta, RowFieldMeta } from '@business-m/metadata';
import { formatField } from '../format/format-field.ts';
import type { FormRow, FormState } from '../state/form-state.ts';
import { alignRows, type Cells, sameCells } from './align-rows.ts';

/** What both changed, each to something else. */
export interface Conflict {
  /** `phone`; `lines.7.qty`, the row by its key; `lines.7` where one of the two removed the row. */
  path: string;
  label: string;
  /** As text for reading; null: the row is removed. */
  before: string;
  mine: string | null;
  theirs: string | null;
}

export interface Merge {
  conflicts: Conflict[];
  /** What they alone changed, by label. */
  taken: string[];
  /** The form with both people's changes, on their version; of the conflicts, those in `theirs` are decided for them. */
  decide(theirs: ReadonlySet<string>): FormState;
}

export interface Versions {
  /** The document both started from. */
  base: FormState;
  mine: FormState;
  theirs: FormState;
}

type Decide = (path: string) => boolean;

/** A row of the merged table: null where it is not in it. */
type Slot = { key: number; row(isTheirs: Decide): FormRow | null };

/**
 * Three versions of a document made one: what only one side changed is taken from that side, in child tables row by row; what both changed
 * differently is asked. `isAuthor`: their version was saved by the same user, so that a row which both added is one row.
 */
export function mergeEdits(meta: DocTypeMeta, { base, mine, theirs }: Versions, isAuthor = false): Merge {
  const conflicts: Conflict[] = [];
  const taken = new Set<string>();
  const values = meta.fields
    .filter((field) => field.type !== 'table')
    .map((field) => mergeCell({ field, path: field.name, label: field.label }, base.values, mine.values, theirs.values, conflicts, taken));
  const tables = meta.fields
    .filter((field) => field.type === 'table')
    .map((field) => ({
      name: field.name,
      slots: mergeTable(field, { base, mine, theirs }, isAuthor, conflicts, taken),
    }));
  return {
    conflicts,
    taken: [...taken],
    decide(chosen) {
      const isTheirs: Decide = (path) => chosen.has(path);
      return {
        ...theirs,
        values: Object.fromEntries(values.map(({ name, value }) => [name, value(isTheirs)])),
        tables: Object.fromEntries(
          tables.map(({ name, slots }) => [name, slots.map((slot) => slot.row(isTheirs)).filter((row) => row !== null)]),
        ),
      };
    },
  };
}

type Values = Readonly<Record<string, unknown>>;

interface Place {
  field: RowFieldMeta;
  path: string;
  label: string;
  /** Named where only they changed it; the field's own label unless given. */
  within?: string;
}

function mergeCell(place: Place, base: Values, mine: Values, theirs: Values, conflicts: Conflict[], taken: Set<string>) {
  const { field, path, label, within = label } = place;
  const name = field.name;
  const [before, own, other] = [base[name], mine[name], theirs[name]];
  const isSame = (a: unknown, b: unknown) => canonical(field, a) === canonical(field, b);
  if (field.readOnly || field.setOnce) return { name, value: () => other };
  if (isSame(own, before) || isSame(own, other)) {
    if (!isSame(own, other)) taken.add(within);
    return { name, value: () => other };
  }
  if (isSame(other, before)) return { name, value: () => own };
  const text = (value: unknown) => formatField(field, value);
  conflicts.push({ path, label, before: text(before), mine: text(own), theirs: text(other) });
  return { name, value: (isTheirs: Decide) => (isTheirs(path) ? other : own) };
}

function mergeTable(field: FieldMeta, versions: Versions, isAuthor: boolean, conflicts: Conflict[], taken: Set<string>): Slot[] {
  const columns = (field.fields ?? []).filter((column) => !column.readOnly);
  const rowsOf = (state: FormState) => state.tables[field.name] ?? [];
  const [base, mine, theirs] = [rowsOf(versions.base), rowsOf(versions.mine), rowsOf(versions.theirs)];
  const cells = (row: FormRow): Cells => columns.map((column) => canonical(column, row.values[column.name]));
  const words = (row: FormRow) =>
    columns
      .map((column) => formatField(column, row.values[column.name]))
      .filter((text) => text !== '')
      .join(' · ');
  const pairs = alignRows(base.map(cells), theirs.map(cells));
  const baseOf = new Map([...pairs].map(([from, to]) => [to, base[from]]));
  const mineOf = new Map(mine.flatMap((row) => (row.origin === undefined ? [] : [[row.origin, row]])));
  const isOld = (row: FormRow) => base.some(({ origin }) => origin !== undefined && origin === row.origin);
  const added = mine.filter((row) => !isOld(row));
  const slots: Slot[] = [];

  for (const [index, row] of theirs.entries()) {
    const before = baseOf.get(index);
    const own = before && mineOf.get(before.origin as number);
    const label = `${field.label} ${index + 1}`;
    if (!before) {
      const twin = isAuthor ? added.findIndex((candidate) => sameCells(cells(candidate), cells(row))) : -1;
      const [known = null] = twin < 0 ? [] : added.splice(twin, 1);
      if (!known) taken.add(field.label);
      const kept = known ? { ...row, key: known.key } : row;
      slots.push({ key: kept.key, row: () => kept });
    } else if (own) {
      const merged = (field.fields ?? []).map((column) =>
        mergeCell(
          { field: column, path: `${field.name}.${own.key}.${column.name}`, label: `${label}: ${column.label}`, within: field.label },
          before.values,
          own.values,
          row.values,
          conflicts,
          taken,
        ),
      );
      slots.push({
        key: own.key,
        row: (isTheirs) => ({
          ...row,
          key: own.key,
          values: { ...row.values, ...Object.fromEntries(merged.map(({ name, value }) => [name, value(isTheirs)])) },
        }),
      });
    } else if (!sameCells(cells(before), cells(row))) {
      const path = `${field.name}.${row.key}`;
      conflicts.push({ path, label, before: words(before), mine: null, theirs: words(row) });
      slots.push({ key: row.key, row: (isTheirs) => (isTheirs(path) ? row : null) });
    }
  }

  // Rows of mine that are not in theirs, each after the row it stands after here.
  let last = -1;
  for (const [index, row] of mine.entries()) {
    const there = slots.findIndex(({ key }) => key === row.key);
    if (there >= 0) {
      last = there;
      continue;
    }
    const slot = added.includes(row) ? { key: row.key, row: () => withoutOrigin(row) } : removedByThem(row, index);
    if (slot) slots.splice(++last, 0, slot);
  }
  return slots;

  function removedByThem(row: FormRow, index: number): Slot | null {
    const before = base.find(({ origin }) => origin === row.origin) as FormRow;
    if (sameCells(cells(before), cells(row))) {
      taken.add(field.label);
      return null;
    }
    const path = `${field.name}.${row.key}`;
    conflicts.push({ path, label: `${field.label} ${index + 1}`, before: words(before), mine: words(row), theirs: null });
    return { key: row.key, row: (isTheirs) => (isTheirs(path) ? null : withoutOrigin(row)) };
  }
}

/** It is new on top of their version. */
function withoutOrigin({ origin: _, ...row }: FormRow): FormRow {
  return row;
}

/** Equal for what means the same: the numbers 1 and 1.00, nothing and an empty text, an unticked box. */
function canonical({ type }: RowFieldMeta, value: unknown): string {
  const text = value === null || value === undefined || value === false ? '' : String(value);
  if (type !== 'decimal' && type !== 'money' && type !== 'int') return text;
  const [, sign = '', whole = '', rest = ''] = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (whole === '') return text;
  const number = rest === '' ? whole : `${whole}.${rest}`;
  return number === '0' ? number : sign + number;
}
