import { Refusal } from '@business-m/protocols';
import { type Change, isSound, takeBack } from '../valuation/holding.ts';
import { type BinKey, type Bins, binId, binOf } from './bin.ts';
import { type Movement, negativeStock, record } from './movement.ts';

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
      throw new Refusal({
        code: 'value-consumed',
        message: `Later movements of ${bin.item} in ${bin.warehouse} were valued with this entry. Cancel those first.`,
        field: 'lines',
        current: { item: bin.item, warehouse: bin.warehouse },
      });
    }
    return record(bin, taken, 'lines');
  });
}
