import { decimal } from '@business-m/doctype/decimal';
import { Refusal } from '@business-m/protocols';
import { plain, type Quantity, type Value } from '../decimal.ts';
import type { Holding, Moved } from '../valuation/holding.ts';

/** One item in one warehouse: what is moved and what is locked. */
export interface BinKey {
  item: string;
  warehouse: string;
}

export interface Bin extends BinKey {
  holding: Holding;
  /** The posting date of its latest movement; nothing is posted before it. */
  latest: string | null;
}

export type Bins = ReadonlyMap<string, Bin>;

export function binId({ item, warehouse }: BinKey): string {
  return JSON.stringify([item, warehouse]);
}

/** The bin of the voucher, which must be locked. */
export function binOf(bins: Bins, key: BinKey): Bin {
  const bin = bins.get(binId(key));
  if (!bin) throw new Error(`${key.item} in ${key.warehouse} was not locked`);
  return bin;
}

export interface Movement {
  item: string;
  warehouse: string;
  qtyChange: Quantity;
  valueChange: Value;
  qtyAfter: Quantity;
  valueAfter: Value;
}

/** Of one movement, so that the sum of a voucher fits into an amount of the general ledger. */
export const MAX_AMOUNT = decimal('9999999999999.99');
/** What the columns of a balance hold. */
const MAX_HOLDING: Holding = { qty: decimal('999999999999'), value: decimal('9999999999999999'), rate: decimal('999999999999999') };

/** Updates the bin and answers its movements. `field` is the one to name in a refusal. */
export function record(bin: Bin, { holding, changes }: Moved, field: string): Movement[] {
  if (isTooLarge({ holding, changes })) {
    const { item, warehouse } = bin;
    const message = `There would be more of ${item} in ${warehouse}, or it would be worth more, than can be kept.`;
    throw new Refusal('too-large', message, { field, current: { item, warehouse } });
  }
  let { qty, value } = bin.holding;
  bin.holding = holding;
  return changes.map((change) => {
    qty = qty.plus(change.qty);
    value = value.plus(change.value);
    const { item, warehouse } = bin;
    return { item, warehouse, qtyChange: change.qty, valueChange: change.value, qtyAfter: qty, valueAfter: value };
  });
}

function isTooLarge({ holding, changes }: Moved): boolean {
  const { qty, value, rate } = MAX_HOLDING;
  return (
    holding.qty.abs().greaterThan(qty) ||
    holding.value.abs().greaterThan(value) ||
    holding.rate.abs().greaterThan(rate) ||
    changes.some((change) => change.value.abs().greaterThan(MAX_AMOUNT))
  );
}

/** Stock would go below zero; `current` says what there is. */
export function negativeStock({ item, warehouse, holding }: Bin, wanted: Quantity, field: string): Refusal {
  const there = plain(holding.qty);
  return new Refusal('negative-stock', `There is ${there} of ${item} in ${warehouse}; ${plain(wanted)} cannot leave.`, {
    field,
    current: { item, warehouse, qty: there },
  });
}
