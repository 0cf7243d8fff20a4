import { Decimal as Base } from 'decimal.js';

/** Wide enough that products of quantities and values are exact before they are rounded; rounds half away from zero. */
const Decimal = Base.clone({ precision: 60, rounding: Base.ROUND_HALF_UP });
export type Quantity = Base;
export type Value = Base;

export const ZERO = new Decimal(0);

/** Reads a quantity or an amount from a document, the database or the wire; nothing there reads as zero. */
export function decimal(value: unknown): Base {
  if (value === null || value === undefined || value === '') return ZERO;
  return new Decimal(value as string);
}

/** To the cent: what the ledger keeps. */
export function cents(value: Base): Value {
  return value.toDecimalPlaces(2);
}

/** `"1250.00"`. */
export function money(value: Base): string {
  return value.isZero() ? '0.00' : value.toFixed(2);
}

/** A quantity without trailing zeros: `"12.5"`, `"10"`. */
export function plain(value: Base): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** A rate for reading: two to six digits after the point. */
export function printedRate(rate: Base): string {
  const rounded = rate.toDecimalPlaces(6);
  return rounded.toFixed(Math.max(2, rounded.decimalPlaces()));
}
