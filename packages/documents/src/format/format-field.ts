import type { RowFieldMeta } from '@business-m/metadata';
import { formatDate, formatDateTime } from './format-date.ts';
import { formatMoney, formatQuantity } from './format-number.ts';

/** Whether a field's figures stand at the right, in tabular figures. */
export function isNumeric(field: Pick<RowFieldMeta, 'type'>): boolean {
  return field.type === 'int' || field.type === 'decimal' || field.type === 'money';
}

/** Digits after the point that a field takes. */
export function decimalsOf({ type, scale }: Pick<RowFieldMeta, 'type' | 'scale'>): number {
  return type === 'int' ? 0 : (scale ?? (type === 'money' ? 2 : 9));
}

/** A stored value as text for reading. Links read as their id; whoever knows a title shows that instead. */
export function formatField(field: Pick<RowFieldMeta, 'type' | 'scale' | 'options'>, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  switch (field.type) {
    case 'money':
      return formatMoney(String(value), { scale: Math.min(field.scale ?? 2, 2), most: field.scale ?? 2 });
    case 'decimal':
      return formatQuantity(String(value));
    case 'date':
      return formatDate(String(value));
    case 'datetime':
      return formatDateTime(String(value));
    case 'bool':
      return value === true ? 'Yes' : 'No';
    case 'select':
      return field.options?.find((option) => option.value === value)?.label ?? String(value);
    default:
      return String(value);
  }
}
