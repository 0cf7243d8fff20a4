import { Decimal as Base } from 'decimal.js';

/** Exact for products of all that a column can hold; rounds half away from zero. */
export const Decimal = Base.clone({ precision: 60, rounding: Base.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 40 });
export type Decimal = Base;

export const ZERO: Decimal = new Decimal(0);

/** Reads an amount or a quantity from a document, the database or the wire; an empty value reads as zero. */
export function decimal(value: unknown): Decimal {
  return value === null || value === undefined || value === '' ? ZERO : new Decimal(value as string);
}

export function sum(values: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

/** As the wire and the database have it: `"1250.00"`, and never `"-0.00"`. */
export function money(value: Decimal): string {
  return value.isZero() ? '0.00' : value.toFixed(2);
}

const DECIMAL_TEXT = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** The same number without leading zeros and with exactly `scale` digits (or no trailing zeros): `"007.50"` → `"7.50"`; null when it is none. */
export function normalDecimal(text: string, scale: number | undefined): string | null {
  const match = DECIMAL_TEXT.exec(text);
  if (!match || text.length > 60) return null;
  const number = new Decimal(text);
  return number.isZero() ? new Decimal(0).toFixed(scale) : number.toFixed(scale);
}

export function digitsBeforePoint(normal: string): number {
  return normal.replace(/^-/, '').split('.')[0]?.length ?? 0;
}

/** Digits after the point that carry a value: `"1.500"` has one. */
export function significantScale(text: string): number {
  return new Decimal(text).decimalPlaces();
}
