import { ZERO } from '@business-m/doctype/decimal';
import type { Quantity, Value } from '../decimal.ts';
import { type Holding, issue, receive } from './holding.ts';

/** A movement of one bin as it stands in the ledger. A settlement has no quantity and follows the receipt of its voucher. */
export interface PastMovement {
  voucher: string;
  isReversal: boolean;
  qty: Quantity;
  value: Value;
}

/**
 * Values the movements of a bin again, as if `voucher` and what was cancelled had never been.
 *
 * @param past all movements after `start`, in their order
 * @param digits of the currency; a movement that was valued more finely once is valued so again
 * @returns the vouchers after `voucher` that would have had another value, in their order, and the rate that would be the last known one.
 */
export function replayWithout(
  voucher: string,
  past: readonly PastMovement[],
  start: Holding,
  digits = 2,
): { differing: string[]; rate: Value } {
  const made = new Set(past.filter(({ isReversal }) => !isReversal).map((movement) => movement.voucher));
  const gone = new Set(past.filter(({ isReversal, voucher: id }) => isReversal && made.has(id)).map((movement) => movement.voucher));
  let holding = start;
  let isLater = false;
  const differing = new Set<string>();
  for (const [index, movement] of past.entries()) {
    if (movement.voucher === voucher) isLater = true;
    if (movement.voucher === voucher || gone.has(movement.voucher)) continue;
    if (!isLater || movement.isReversal) {
      holding = follow(holding, movement);
      continue;
    }
    if (movement.qty.isZero()) continue;
    const next = past[index + 1];
    const settled = next?.voucher === movement.voucher && next.qty.isZero() ? next.value : ZERO;
    const { qty, value } = movement;
    const kept = Math.max(digits, value.decimalPlaces(), settled.decimalPlaces());
    const moved = qty.isNegative() ? issue(holding, qty.negated(), kept) : receive(holding, qty, value, kept);
    holding = moved.holding;
    const [change, settlement] = moved.changes;
    if (!change?.value.equals(value) || !(settlement?.value ?? ZERO).equals(settled)) differing.add(movement.voucher);
  }
  return { differing: [...differing], rate: holding.rate };
}

/** The holding after a movement that is taken as it stands. */
function follow(before: Holding, { qty, value }: PastMovement): Holding {
  const after = { qty: before.qty.plus(qty), value: before.value.plus(value) };
  if (after.qty.greaterThan(0)) return { ...after, rate: after.value.dividedBy(after.qty).toDecimalPlaces(9) };
  return { ...after, rate: qty.greaterThan(0) ? value.dividedBy(qty).toDecimalPlaces(9) : before.rate };
}
