import type { Holding } from '../valuation/holding.ts';

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

/** The bin of a set that was locked for this voucher. */
export function binOf(bins: Bins, key: BinKey): Bin {
  const bin = bins.get(binId(key));
  if (!bin) throw new Error(`${key.item} in ${key.warehouse} was not locked`);
  return bin;
}
