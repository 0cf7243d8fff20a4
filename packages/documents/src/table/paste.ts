import type { RowFieldMeta } from '@business-m/metadata';
import { parseNumber } from '@business-m/ui';
import { isNumeric } from '../format/format-field.ts';

const PASTE_ROWS_MAX = 500;

/**
 * A block of cells copied from a spreadsheet, as rows for the columns from the one pasted into. Null when the text is
 * one plain value, which the input takes by itself.
 */
export function parsePaste(text: string, columns: readonly RowFieldMeta[]): Record<string, unknown>[] | null {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  if (lines.length === 1 && !text.includes('\t')) return null;
  return lines.slice(0, PASTE_ROWS_MAX).map((line) => {
    const cells = line.split('\t');
    const row: Record<string, unknown> = {};
    for (const [index, column] of columns.slice(0, cells.length).entries()) {
      row[column.name] = readCell(column, (cells[index] ?? '').trim());
    }
    return row;
  });
}

function readCell(column: RowFieldMeta, cell: string): unknown {
  if (column.type === 'bool') return /^(yes|true|1|x)$/i.test(cell);
  if (isNumeric(column)) return cell === '' ? '' : parseNumber(cell);
  if (column.type === 'select') {
    return column.options?.find((option) => option.label.toLowerCase() === cell.toLowerCase())?.value ?? cell;
  }
  return cell;
}
