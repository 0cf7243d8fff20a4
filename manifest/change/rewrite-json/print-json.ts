const WIDTH = 100;

/** How a text is set. */
export interface JsonStyle {
  /** One level of indentation; null: everything stands on one line. */
  unit: string | null;
  eol: string;
}

/** A value as people of this text would have typed it: on one line while that is short, else one line for each member. */
export function printJson(value: unknown, indent: string, style: JsonStyle): string {
  const line = printLine(value);
  const entries = entriesOf(value);
  if (style.unit === null || entries === null || entries.length === 0 || indent.length + line.length <= WIDTH) return line;
  const inner = indent + style.unit;
  const lines = entries.map(([name, each]) => inner + (name === null ? '' : `${JSON.stringify(name)}: `) + printJson(each, inner, style));
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}${style.eol}${lines.join(`,${style.eol}`)}${style.eol}${indent}${close}`;
}

function printLine(value: unknown): string {
  const entries = entriesOf(value);
  if (entries === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(printLine).join(', ')}]`;
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([name, each]) => `${JSON.stringify(name)}: ${printLine(each)}`).join(', ')} }`;
}

function entriesOf(value: unknown): [string | null, unknown][] | null {
  if (Array.isArray(value)) return value.map((each) => [null, each]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}
