import type { Decimal } from '@business-m/doctype/decimal';

export type Quantity = Decimal;
export type Value = Decimal;

/** To the cent: what the ledger keeps. */
export function cents(value: Decimal): Value {
  return value.toDecimalPlaces(2);
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
