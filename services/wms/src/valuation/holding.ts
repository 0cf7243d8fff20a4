import { ZERO } from '@business-m/doctype/decimal';
import { cents, type Quantity, type Value } from '../decimal.ts';

/** An item's stock in a warehouse. `rate` is the last known one; below zero, `value` is the estimate for the missing quantity. */
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

/** Receives `qty` for a total of `value`. Settles a shortage first: the error of its estimate follows as a change of value. `digits`: of the currency. */
export function receive(holding: Holding, qty: Quantity, value: Value, digits = 2): Moved {
  const changes: Change[] = [{ qty, value }];
  if (holding.qty.isNegative()) {
    const missing = holding.qty.negated();
    const settled = qty.lessThan(missing) ? qty : missing;
    const estimated = share(holding.value.negated(), settled, missing, digits);
    const difference = estimated.minus(share(value, settled, qty, digits));
    if (!difference.isZero()) changes.push({ qty: ZERO, value: difference });
  }
  const after = apply(holding, changes);
  return { holding: after.qty.greaterThan(0) ? after : { ...after, rate: value.dividedBy(qty).toDecimalPlaces(9) }, changes };
}

/** Issues `qty` at the moving average. The last unit takes the remaining value; a shortage is valued at the last known rate. */
export function issue(holding: Holding, qty: Quantity, digits = 2): Moved {
  const there = holding.qty.greaterThan(0) ? holding.qty : ZERO;
  const taken = qty.lessThan(there) ? qty : there;
  const missing = qty.minus(taken);
  const fromStock = there.isZero() ? ZERO : share(holding.value, taken, there, digits);
  const value = fromStock.plus(cents(missing.times(holding.rate), digits));
  const changes = [{ qty: qty.negated(), value: value.negated() }];
  return { holding: apply(holding, changes), changes };
}

/** Reverses earlier changes exactly, the last one first. `isSound` says whether the result is valid. */
export function takeBack(holding: Holding, earlier: readonly Change[]): Moved {
  const changes = earlier.toReversed().map(({ qty, value }) => ({ qty: qty.negated(), value: value.negated() }));
  return { holding: apply(holding, changes), changes };
}

/** No value without quantity, and never of the other sign. */
export function isSound({ qty, value }: Holding): boolean {
  if (qty.isZero()) return value.isZero();
  return value.isZero() || qty.isNegative() === value.isNegative();
}

/** The value of `part` of `whole` units, to the cent. The last part takes all that is left, be it finer, as it was once kept. */
function share(value: Value, part: Quantity, whole: Quantity, digits: number): Value {
  return part.equals(whole) ? value : cents(value.times(part).dividedBy(whole), digits);
}

function apply(holding: Holding, changes: readonly Change[]): Holding {
  let { qty, value } = holding;
  for (const change of changes) {
    qty = qty.plus(change.qty);
    value = value.plus(change.value);
  }
  return { qty, value, rate: qty.greaterThan(0) ? value.dividedBy(qty).toDecimalPlaces(9) : holding.rate };
}
