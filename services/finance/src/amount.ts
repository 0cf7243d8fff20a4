import { Decimal as Base } from 'decimal.js';

/** Wide enough that sums and products of `numeric(18, 2)` amounts are exact; rounds half away from zero. */
const Decimal = Base.clone({ precision: 60, rounding: Base.ROUND_HALF_UP });
export type Amount = Base;

export const ZERO: Amount = new Decimal(0);

/** Reads an amount from a document, the database or the wire; nothing there reads as zero. */
export function amount(value: unknown): Amount {
  if (value === null || value === undefined || value === '') return ZERO;
  return new Decimal(value as string);
}

export function sum(values: Iterable<Amount>): Amount {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

/** The wire's and the database's form: `"1250.00"`. */
export function money(value: Amount): string {
  return value.isZero() ? '0.00' : value.toFixed(2);
}
