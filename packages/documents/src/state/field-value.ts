import type { RowFieldMeta } from '@business-m/metadata';
import { companyToday } from '@business-m/sdk';

export function blankValue(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === false;
}

/** What a new document's field holds. For dates, `today` means the company's day when it is opened. */
export function defaultOf(field: RowFieldMeta): unknown {
  if (field.default !== undefined && field.default !== null) {
    if (field.type === 'date' && field.default === 'today') return companyToday();
    return field.type === 'int' ? String(field.default) : field.default;
  }
  return field.type === 'bool' ? false : '';
}

/** Wire values as the inputs hold them: text everywhere, but booleans as they are. */
export function fromWire(fields: readonly RowFieldMeta[], values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (field.type === 'bool') result[field.name] = value === true;
    else result[field.name] = value === null || value === undefined ? '' : String(value);
  }
  return result;
}

/** What an input holds as the wire wants it. Text that is no number goes as it is: the server names the field. */
export function toWire(field: RowFieldMeta, value: unknown): unknown {
  if (field.type === 'bool') return value === true;
  if (value === '' || value === null || value === undefined) return null;
  if (field.type === 'int' && typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
  return value;
}
