import type { Decimal } from '@business-m/doctype/decimal';

export type Quantity = Decimal;
export type Value = Decimal;

/** To the cent, or to the whole unit of a currency that has none: what the ledger keeps. */
export function cents(value: Decimal, digits = 2): Value {
  return value.toDecimalPlaces(digits);
}

/** A quantity without trailing zeros: `"12.5"`, `"10"`. */
export function plain(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** A rate for reading: two to six digits after the point. */
export function printedRate(rate: Decimal): string {
  const rounded = rate.toDecimalPlaces(6);
  return rounded.toFixed(Math.max(2, rounded.decimalPlaces()));
}
