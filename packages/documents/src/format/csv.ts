/** A cell as RFC 4180 wants it. Text a spreadsheet would run as a formula is quoted with an apostrophe; figures stay figures. */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Rows as CSV (RFC 4180): one column a name, figures exactly as the server sent them. The currency of the amounts in them (ISO 4217) stands in a
 * last column `currency`, in each row, so that files can be put together.
 */
export function toCsv(columns: readonly string[], rows: readonly object[], currency?: string | null): string {
  const money = currency ? [cell(currency)] : [];
  const lines = rows.map((row) => [...columns.map((name) => cell((row as Record<string, unknown>)[name])), ...money].join(','));
  return `${[[...columns, ...money.map(() => 'currency')].join(','), ...lines].join('\r\n')}\r\n`;
}

export function downloadCsv(name: string, columns: readonly string[], rows: readonly object[], currency?: string | null): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', toCsv(columns, rows, currency)], { type: 'text/csv;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `${name}.csv`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
