import Big from 'big.js';

/** What a field or a report cell may hold where a number is meant: a decimal string, or nothing yet. */
export type Decimal = string | null | undefined;

const PATTERN = /^-?\d+(\.\d+)?$/;

/** Whether `value` is a decimal string as it travels on the wire: `"-1250.00"`. */
export function isDecimal(value: unknown): value is string {
  return typeof value === 'string' && PATTERN.test(value);
}

function toBig(value: unknown): Big {
  return isDecimal(value) ? new Big(value) : new Big(0);
}

/** The exact sum. What is not a decimal (an empty cell, half-typed text) counts as nothing. */
export function sumDecimals(values: Iterable<unknown>): string {
  let sum = new Big(0);
  for (const value of values) sum = sum.plus(toBig(value));
  return sum.toFixed();
}

/** `a` less `b`, exactly. */
export function subtractDecimals(a: unknown, b: unknown): string {
  return toBig(a).minus(toBig(b)).toFixed();
}

/** `a` times `b`, rounded half up to `scale` digits. */
export function multiplyDecimals(a: unknown, b: unknown, scale = 2): string {
  return toBig(a).times(toBig(b)).toFixed(scale, Big.roundHalfUp);
}

/** -1, 0 or 1, comparing by value: `"1.0"` equals `"1"`. */
export function compareDecimals(a: unknown, b: unknown): -1 | 0 | 1 {
  return toBig(a).cmp(toBig(b));
}

/** Whether nothing is there: zero in any spelling, or no number at all. */
export function isZero(value: unknown): boolean {
  return toBig(value).eq(0);
}

/** The amount without its sign. */
export function absDecimal(value: unknown): string {
  return toBig(value).abs().toFixed();
}
