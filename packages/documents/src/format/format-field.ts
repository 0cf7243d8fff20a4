import type { RowFieldMeta } from '@business-m/metadata';
import { companyOfBooks } from '@business-m/sdk';
import { formatDate, formatDateTime } from './format-date.ts';
import { formatMoney, formatQuantity, moneyLabel } from './format-number.ts';

/** Whether a field's figures stand at the right, in tabular figures. */
export function isNumeric(field: Pick<RowFieldMeta, 'type'>): boolean {
  return field.type === 'int' || field.type === 'decimal' || field.type === 'money';
}

/** Digits after the point that a field takes: of amounts no more than the company's currency has, of rates those of the field. */
export function decimalsOf({ type, scale }: Pick<RowFieldMeta, 'type' | 'scale'>): number {
  if (type === 'int') return 0;
  const digits = scale ?? (type === 'money' ? 2 : 9);
  return type === 'money' && digits <= 2 ? Math.min(digits, companyOfBooks().digits) : digits;
}

/** The currency that a field's figures may be typed with. */
export const currencyOf = ({ type }: Pick<RowFieldMeta, 'type'>) =>
  type === 'money' ? (companyOfBooks().currency ?? undefined) : undefined;

/** What a field is called over its column or input: of amounts with their currency. */
export function headingOf({ type, label }: Pick<RowFieldMeta, 'type' | 'label'>): string {
  return type === 'money' ? moneyLabel(label) : label;
}

/** Digits after the point of an amount that are always shown. */
export const shownDecimalsOf = ({ scale }: Pick<RowFieldMeta, 'scale'>) => Math.min(scale ?? 2, companyOfBooks().digits);

/** A stored value as text for reading. Links read as their id; whoever knows a title shows that instead. */
export function formatField(field: Pick<RowFieldMeta, 'type' | 'scale' | 'options'>, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  switch (field.type) {
    case 'money':
      return formatMoney(String(value), { scale: shownDecimalsOf(field), most: field.scale ?? 2 });
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
