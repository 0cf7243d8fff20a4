import { stripVTControlCharacters } from 'node:util';

export interface Column {
  title: string;
  /** `end` for figures. */
  align?: 'start' | 'end';
}

/** Rows under headings, in columns as wide as their widest cell; a column that no row has anything in is left out. */
export function drawTable(columns: readonly Column[], rows: readonly (readonly string[])[], heading: (text: string) => string): string {
  const used = columns.map((column, index) => ({ ...column, index })).filter(({ index }) => rows.some((row) => row[index]));
  const widths = used.map(({ title, index }) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, position) => pad(cell, widths[position] ?? 0, used[position]?.align ?? 'start'))
      .join('  ')
      .trimEnd();
  return [line(used.map(({ title }) => heading(title))), ...rows.map((row) => line(used.map(({ index }) => row[index] ?? '')))]
    .map((text) => `${text}\n`)
    .join('');
}

const widthOf = (text: string) => stripVTControlCharacters(text).length;

function pad(text: string, width: number, align: 'start' | 'end'): string {
  const room = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'end' ? room + text : text + room;
}
