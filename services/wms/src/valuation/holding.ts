import { ZERO } from '@business-m/doctype/decimal';
import { cents, type Quantity, type Value } from '../decimal.ts';

/**
 * What there is of one item in one warehouse. Quantity and value are kept, the rate follows from them; `rate` remembers the last known
 * one for when there is nothing left to derive it from. Below zero, `value` is what the missing quantity was estimated at.
 */
export interface Holding {
  qty: Quantity;
  value: Value;
  rate: Value;
}

/** A change of one holding. A settlement has a value and no quantity. */
export interface Change {
  qty: Quantity;
  value: Value;
}

export interface Moved {
  holding: Holding;
  changes: Change[];
}

export const EMPTY: Holding = { qty: ZERO, value: ZERO, rate: ZERO };

/**
 * Takes `qty` in at a total of `value`. What was missing is settled first: it left at an estimate and now turns out to have cost its share
 * of this receipt, so the difference follows as a change of value alone.
 */
export function receive(holding: Holding, qty: Quantity, value: Value): Moved {
  const changes: Change[] = [{ qty, value }];
  if (holding.qty.isNegative()) {
    const missing = holding.qty.negated();
    const settled = qty.lessThan(missing) ? qty : missing;
    const estimated = share(holding.value.negated(), settled, missing);
    const difference = estimated.minus(share(value, settled, qty));
    if (!difference.isZero()) changes.push({ qty: ZERO, value: difference });
  }
  const after = apply(holding, changes);
  return { holding: after.qty.greaterThan(0) ? after : { ...after, rate: value.dividedBy(qty).toDecimalPlaces(9) }, changes };
}

/**
 * Takes `qty` out at the moving average. The last of it takes all value that is left, so no cent stays behind; what goes below zero is
 * estimated at the last known rate.
 */
export function issue(holding: Holding, qty: Quantity): Moved {
  const there = holding.qty.greaterThan(0) ? holding.qty : ZERO;
  const taken = qty.lessThan(there) ? qty : there;
  const missing = qty.minus(taken);
  const fromStock = there.isZero() ? ZERO : share(holding.value, taken, there);
  const value = fromStock.plus(cents(missing.times(holding.rate)));
  const changes = [{ qty: qty.negated(), value: value.negated() }];
  return { holding: apply(holding, changes), changes };
}

/** Takes earlier changes back exactly, the last one first. Whether the holding can be like that afterwards is `isSound`'s to say. */
export function takeBack(holding: Holding, earlier: readonly Change[]): Moved {
  const changes = earlier.toReversed().map(({ qty, value }) => ({ qty: qty.negated(), value: value.negated() }));
  return { holding: apply(holding, changes), changes };
}

/** No value without quantity, and never of the other sign. */
export function isSound({ qty, value }: Holding): boolean {
  if (qty.isZero()) return value.isZero();
  return value.isZero() || qty.isNegative() === value.isNegative();
}

/** What `part` of `whole` units is worth, to the cent. Multiplied first, so that the whole is worth exactly `value`: the last takes the remainder. */
function share(value: Value, part: Quantity, whole: Quantity): Value {
  return cents(value.times(part).dividedBy(whole));
}

function apply(holding: Holding, changes: readonly Change[]): Holding {
  let { qty, value } = holding;
  for (const change of changes) {
    qty = qty.plus(change.qty);
    value = value.plus(change.value);
  }
  return { qty, value, rate: qty.greaterThan(0) ? value.dividedBy(qty).toDecimalPlaces(9) : holding.rate };
}
