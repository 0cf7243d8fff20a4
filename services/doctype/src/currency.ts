import type { RowFieldMeta } from '@business-m/metadata';
import type { DocTypeDeclaration } from './declaration.ts';
import { scaleOf } from './storage/columns.ts';

/** Digits after the point that the ledger keeps of an amount, and a `money` field that says nothing else. */
const KEPT_DIGITS = 2;

/** Why the books cannot be kept in a currency (ISO 4217: `NOK`), as the end of a sentence about it; null when they can. */
export function whyNoCurrency(code: string): string | null {
  if (!Intl.supportedValuesOf('currency').includes(code)) return 'is no currency: give its ISO 4217 code, such as EUR';
  const digits = digitsOf(code);
  return digits <= KEPT_DIGITS ? null : `is counted to ${digits} digits after the point, and the books keep ${KEPT_DIGITS}`;
}

/** The declaration with amounts as finely as the currency is counted; rates, which are declared finer, stay as they are. */
export function inCurrency(declaration: DocTypeDeclaration, currency: string): DocTypeDeclaration {
  const digits = digitsOf(currency);
  if (digits >= KEPT_DIGITS) return declaration;
  const counted = <Field extends RowFieldMeta>(field: Field): Field =>
    field.type === 'money' && (scaleOf(field) ?? 0) <= KEPT_DIGITS
      ? { ...field, validate: [...(field.validate ?? []), { rule: 'decimals', value: digits }] }
      : field;
  const fields = declaration.fields.map((field) => ({ ...counted(field), ...(field.fields && { fields: field.fields.map(counted) }) }));
  return { ...declaration, fields };
}

/** Digits after the point to which amounts in the currency are rounded: 2 for NOK, 0 for JPY; 2 without a currency. */
export function digitsOf(currency: string | undefined): number {
  if (currency === undefined) return KEPT_DIGITS;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? KEPT_DIGITS;
}
