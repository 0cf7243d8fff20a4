import { Decimal as Base } from 'decimal.js';
import { MAX_INTEGER_DIGITS, MAX_SCALE } from '../storage/column-type.ts';

/** Exact for everything a column can hold. */
export const Decimal = Base.clone({ precision: 2 * (MAX_INTEGER_DIGITS + MAX_SCALE), toExpNeg: -30, toExpPos: 40 });

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
