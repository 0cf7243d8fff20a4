import { companyOfBooks } from '@business-m/sdk';
import { type Decimal, isDecimal } from './decimal.ts';

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string | undefined, least: number, most: number): Intl.NumberFormat {
  const key = `${locale ?? ''}|${least}|${most}`;
  const known = formatters.get(key);
  if (known) return known;
  const created = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most });
  formatters.set(key, created);
  return created;
}

function format(value: Decimal, least: number, most: number, locale?: string): string {
  if (value === null || value === undefined || value === '') return '';
  if (!isDecimal(value)) return String(value);
  // Intl takes decimal strings as they are: no digit passes through a float.
  const text = formatter(locale, least, most).format(value as `${number}`);
  // Digits decide, not the sign: a minus in front of nothing would make a reader look twice.
  return /[1-9]/.test(value) ? text : text.replace(/^[-−]/, '');
}

/**
 * `"1250.5"` → `1,250.50` in the reader's locale. `scale` digits are always shown, so that columns align, those of the company's currency unless
 * given; up to `most` where the figure has them (a rate of `0.6250` is `0.625`).
 */
export function formatMoney(value: Decimal, options: { scale?: number; most?: number; locale?: string } = {}): string {
  const scale = options.scale ?? companyOfBooks().digits;
  return format(value, scale, Math.max(scale, options.most ?? 2), options.locale);
}

/** The name of a column or field of amounts, with the company's currency once it is known: `Debit (NOK)`. */
export function moneyLabel(label: string): string {
  const { currency } = companyOfBooks();
  return currency === null ? label : `${label} (${currency})`;
}

/** `"12.500000"` → `12.5`. `digits` are always shown: those of the unit that is counted in. */
export function formatQuantity(value: Decimal, options: { digits?: number; locale?: string } = {}): string {
  return format(value, options.digits ?? 0, 9, options.locale);
}

/** A whole number with the locale's grouping: `12,480`. */
export function formatCount(value: number, locale?: string): string {
  return formatter(locale, 0, 0).format(value);
}
