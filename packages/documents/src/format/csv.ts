/** A cell as RFC 4180 wants it. Text a spreadsheet would run as a formula is quoted with an apostrophe; figures stay figures. */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180): one column a name, figures exactly as the server sent them. */
export function toCsv(columns: readonly string[], rows: readonly object[]): string {
  const lines = [columns.join(','), ...rows.map((row) => columns.map((name) => cell((row as Record<string, unknown>)[name])).join(','))];
  return `${lines.join('\r\n')}\r\n`;
}

export function downloadCsv(name: string, columns: readonly string[], rows: readonly object[]): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', toCsv(columns, rows)], { type: 'text/csv;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `${name}.csv`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
