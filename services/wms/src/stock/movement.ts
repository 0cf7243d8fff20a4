import { Refusal } from '@business-m/protocols';
import { plain, type Quantity, type Value } from '../decimal.ts';
import type { Moved } from '../valuation/holding.ts';
import type { Bin } from './bin.ts';

/** One row for the stock ledger. */
export interface Movement {
  item: string;
  warehouse: string;
  qtyChange: Quantity;
  valueChange: Value;
  qtyAfter: Quantity;
  valueAfter: Value;
}

/** Moves the bin on and says what to write into the ledger. */
export function record(bin: Bin, { holding, changes }: Moved): Movement[] {
  let { qty, value } = bin.holding;
  bin.holding = holding;
  return changes.map((change) => {
    qty = qty.plus(change.qty);
    value = value.plus(change.value);
    const { item, warehouse } = bin;
    return { item, warehouse, qtyChange: change.qty, valueChange: change.value, qtyAfter: qty, valueAfter: value };
  });
}

/** Stock would go below zero; `current` says what there is. */
export function negativeStock({ item, warehouse, holding }: Bin, wanted: Quantity, field: string): Refusal {
  const there = plain(holding.qty);
  return new Refusal({
    code: 'negative-stock',
    message: `There is ${there} of ${item} in ${warehouse}; ${plain(wanted)} cannot leave.`,
    field,
    current: { item, warehouse, qty: there },
  });
}
