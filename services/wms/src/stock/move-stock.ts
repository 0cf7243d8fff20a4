import { ZERO } from '@business-m/doctype/decimal';
import { Refusal } from '@business-m/protocols';
import { cents, type Quantity, type Value } from '../decimal.ts';
import { type Change, isSound, issue, receive, takeBack } from '../valuation/holding.ts';
import { type BinKey, type Bins, binId, binOf, type Movement, negativeStock, record } from './movement.ts';

export type StockPurpose = 'receipt' | 'issue' | 'transfer';

/** What a stock entry asks for. A receipt has no `from`, an issue no `to`. */
export interface StockVoucher {
  purpose: StockPurpose;
  postingDate: string;
  from: string | null;
  to: string | null;
  lines: readonly { item: string; qty: Quantity; rate: Value }[];
}

export type StockResult = ReturnType<typeof moveStock>;

export function binsTouched({ from, to, lines }: Pick<StockVoucher, 'from' | 'to'> & { lines: readonly { item: string }[] }): BinKey[] {
  const warehouses = [from, to].filter((warehouse) => warehouse !== null);
  return lines.flatMap(({ item }) => warehouses.map((warehouse) => ({ item, warehouse })));
}

/** Moves a voucher's lines one after the other through the locked bins. A transfer carries the value it took. `amounts` follow the lines; `digits`: of the currency. */
export function moveStock(voucher: StockVoucher, bins: Bins, mayBeNegative: (item: string) => boolean, digits = 2) {
  for (const key of binsTouched(voucher)) refuseBackdated(voucher.postingDate, key, bins);
  const movements: Movement[] = [];
  const amounts = voucher.lines.map(({ item, qty, rate }, index) => {
    const field = `lines.${index + 1}.qty`;
    let value = cents(qty.times(rate), digits);
    if (voucher.from !== null) {
      const bin = binOf(bins, { item, warehouse: voucher.from });
      if (bin.holding.qty.lessThan(qty) && !mayBeNegative(item)) throw negativeStock(bin, qty, field);
      const taken = issue(bin.holding, qty, digits);
      value = taken.changes.reduce((total, change) => total.minus(change.value), ZERO);
      movements.push(...record(bin, taken, field));
    }
    if (voucher.to !== null) {
      const bin = binOf(bins, { item, warehouse: voucher.to });
      movements.push(...record(bin, receive(bin.holding, qty, value, digits), field));
    }
    return value;
  });
  return { movements, amounts };
}

/** Refuses a movement before the latest one of its bin, which would change the valuation of later ones. */
function refuseBackdated(postingDate: string, { item, warehouse }: BinKey, bins: Bins): void {
  const { latest } = binOf(bins, { item, warehouse });
  if (latest === null || postingDate >= latest) return;
  throw new Refusal('backdated', `${item} in ${warehouse} has a movement on ${latest}. Post this on ${latest} or later.`, {
    field: 'posting_date',
    current: { item, warehouse, latest_posting_date: latest },
  });
}

/** Reverses a voucher's movements exactly. Refused when a later voucher has used the stock or its value. */
export function takeBackStock(posted: readonly (BinKey & Change)[], bins: Bins, mayBeNegative: (item: string) => boolean): Movement[] {
  const perBin = Map.groupBy(posted, binId);
  return [...perBin.values()].toReversed().flatMap((changes) => {
    const [first] = changes;
    if (!first) return [];
    const bin = binOf(bins, first);
    const taken = takeBack(bin.holding, changes);
    const left = taken.holding;
    const leaving = bin.holding.qty.minus(left.qty);
    if (left.qty.isNegative() && leaving.greaterThan(0) && !mayBeNegative(bin.item)) throw negativeStock(bin, leaving, 'lines');
    if (!isSound(left)) {
      throw new Refusal(
        'value-consumed',
        `Later movements of ${bin.item} in ${bin.warehouse} were valued with this entry. Cancel those first.`,
        { field: 'lines', current: { item: bin.item, warehouse: bin.warehouse } },
      );
    }
    return record(bin, taken, 'lines');
  });
}
