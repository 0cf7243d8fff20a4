import type { RowFieldMeta } from '@business-m/metadata';
import type { Readers } from '@business-m/ui';
import { currencyOf, decimalsOf, headingOf, isNumeric } from '../format/format-field.ts';
import { blankValue } from '../state/field-value.ts';

/** Rows for a table, or why nothing of what was pasted is taken. */
export type Pasted = { rows: Record<string, unknown>[] } | { trouble: string };

export interface PasteTarget {
  /** The columns from the one pasted into. */
  columns: readonly RowFieldMeta[];
  /** How many rows there is room for. */
  room: number;
  /** Fields of which a row has one: a debit or a credit. */
  oneOf?: readonly (readonly string[])[] | undefined;
  today: string;
  readers: Readers;
}

/**
 * A block of cells copied from a spreadsheet, as rows. Cells that cannot be read stay as they were, for the form to refuse by name; a block for
 * which there is no room is not taken at all.
 */
export function parsePaste(text: string, target: PasteTarget): Pasted {
  const cells = withoutHeadings(withoutTail(splitCells(text)), target.columns);
  const width = Math.max(...cells.map((row) => row.findLastIndex((cell) => cell !== '') + 1));
  if (width > target.columns.length)
    return { trouble: `What you pasted has ${width} columns, and from here on there are ${target.columns.length}. Nothing was pasted.` };
  if (cells.length > target.room)
    return { trouble: `What you pasted has ${cells.length} rows, and there is room for ${target.room}. Nothing was pasted.` };
  const rows: Record<string, unknown>[] = [];
  for (const [index, line] of cells.entries()) {
    const row: Record<string, unknown> = {};
    for (const [at, column] of target.columns.slice(0, line.length).entries()) {
      const value = readCell(column, line[at] ?? '', target);
      if (value === undefined)
        return {
          trouble: `Row ${index + 1} of what you pasted, ${column.label}: “${line[at]}” is neither yes nor no. Nothing was pasted.`,
        };
      row[column.name] = value;
    }
    rows.push(withOne(row, target.oneOf ?? []));
  }
  return { rows };
}

/** Blank rows behind the last one that says something, which a sheet copies along. */
function withoutTail(cells: string[][]): string[][] {
  const last = cells.findLastIndex((row) => row.some((cell) => cell !== ''));
  return last < 0 ? cells : cells.slice(0, last + 1);
}

/** A sheet is often copied with its first line: one that says what the columns are called is no row. */
function withoutHeadings(cells: string[][], columns: readonly RowFieldMeta[]): string[][] {
  const [first = [], ...rows] = cells;
  const isHeading = (cell: string, at: number) =>
    [columns[at]?.label, columns[at] && headingOf(columns[at])].some((name) => sameText(name, cell));
  const named = first.filter((cell) => cell !== '').length;
  return rows.length > 0 && named > 0 && first.every((cell, at) => cell === '' || isHeading(cell, at)) ? rows : cells;
}

const sameText = (a: string | undefined, b: string) => a !== undefined && a.toLowerCase() === b.replace(/\s*\*$/, '').toLowerCase();

/** More than one plain value, which an input takes by itself. */
export const isBlock = (text: string) => /[\t\r\n]/.test(text.replace(/[\r\n]+$/, ''));

/** The cell typed into takes the place of the others of its kind. */
export function othersOf(field: string, oneOf: readonly (readonly string[])[] | undefined): readonly string[] {
  return oneOf?.find((names) => names.includes(field))?.filter((name) => name !== field) ?? [];
}

/** What is pasted into one side empties the other, which the block may not reach. */
function withOne(row: Record<string, unknown>, oneOf: readonly (readonly string[])[]): Record<string, unknown> {
  for (const names of oneOf) {
    const [filled, ...more] = names.filter((name) => !blankValue(row[name]));
    if (filled === undefined || more.length > 0) continue;
    for (const name of names) if (name !== filled) row[name] = '';
  }
  return row;
}

/** Blanks and what cannot be seen, at the ends of a cell. */
const BLANK = '[\\s\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069]+';
const AROUND = new RegExp(`^${BLANK}|${BLANK}$`, 'g');

/** Rows and cells of tab-separated text; as spreadsheets write it, a cell in quotes may hold tabs, line ends and doubled quotes. */
function splitCells(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  const lastAt = text.replace(/[\r\n]+$/, '').length;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at <= lastAt) {
    const quoted = match(/"((?:[^"]|""){0,20000})"(?=[\t\r\n]|$)/y);
    const [raw] = quoted ?? match(/[^\t\r\n]*/y) ?? [''];
    line.push((quoted ? (quoted[1] ?? '').replaceAll('""', '"').replaceAll(/\r\n?/g, '\n') : raw).replaceAll(AROUND, ''));
    at += raw.length;
    if (text[at] === '\t') {
      at += 1;
      continue;
    }
    lines.push(line);
    line = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return lines;
}

/** As sheets write a tick in their own language, and people. */
const YES = /^(yes|true|1|x|✓|✔|☑|wahr|ja|vrai|oui|verdadero|sí|si|verdadeiro|sim|vero|sì|waar|prawda|tak|sant|sand|истина|да)$/i;
const NO = /^(no|false|0|✗|✘|☐|falsch|nein|faux|non|falso|não|onwaar|nee|fałsz|nie|falskt|falsk|usann|nej|nei|ложь|нет)$/i;

/** Undefined for what is neither yes nor no. */
function readCell(column: RowFieldMeta, text: string, { readers, today }: PasteTarget): unknown {
  // One line, but where a text has several.
  const cell = column.type === 'longtext' ? text : text.replaceAll(/\s*\n\s*/g, ' ');
  if (column.type === 'bool') return cell === '' || NO.test(cell) ? false : YES.test(cell) || undefined;
  if (cell === '') return '';
  if (isNumeric(column)) return readers.parseNumber(cell, { maxDecimals: decimalsOf(column), currency: currencyOf(column) });
  if (column.type === 'date') return readers.readDay(cell, today) ?? cell;
  // As the desk writes it: `1110 · Cash`.
  if (column.type === 'link') return cell.split(/\s·\s/)[0];
  if (column.type === 'select') {
    return column.options?.find((option) => option.label.toLowerCase() === cell.toLowerCase())?.value ?? cell;
  }
  return cell;
}
