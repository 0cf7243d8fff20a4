import { decimal, money, ZERO } from '@business-m/doctype/decimal';
import type { VoucherRef } from '@business-m/protocols';
import type { StockLedgerEntryTable, WmsTx } from '../database.ts';
import { plain } from '../decimal.ts';
import { type Change, EMPTY, type Holding } from '../valuation/holding.ts';
import type { PastMovement } from '../valuation/replay.ts';
import { type Bin, type BinKey, type Bins, binId, binOf, type Movement } from './movement.ts';

/** Locks and reads the bins, always in the same order, so that two vouchers do not deadlock. */
export async function lockBins(tx: WmsTx, keys: readonly BinKey[]): Promise<Bins> {
  const distinct = new Map(keys.map((key) => [binId(key), key]));
  const ordered = [...distinct.keys()].toSorted().map((id) => distinct.get(id) as BinKey);
  const bins = await lockRows(tx, ordered);
  const untouched = ordered.filter((key) => !bins.has(binId(key)));
  if (untouched.length === 0) return bins;
  // A new bin has no row to lock yet: one transaction inserts it, the other waits here.
  await tx
    .insertInto('stock_balance')
    .values(untouched.map(({ item, warehouse }) => ({ item, warehouse, qty: '0', value: '0', rate: '0', latest_posting_date: null })))
    .onConflict((conflict) => conflict.columns(['item', 'warehouse']).doNothing())
    .execute();
  return new Map([...bins, ...(await lockRows(tx, untouched))]);
}

async function lockRows(tx: WmsTx, keys: readonly BinKey[]): Promise<Map<string, Bin>> {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .selectFrom('stock_balance')
    .select(['item', 'warehouse', 'qty', 'value', 'rate', 'latest_posting_date'])
    .where((eb) =>
      eb(
        eb.refTuple('item', 'warehouse'),
        'in',
        keys.map(({ item, warehouse }) => eb.tuple(item, warehouse)),
      ),
    )
    .orderBy('item')
    .orderBy('warehouse')
    .forUpdate()
    .execute();
  return new Map(
    rows.map(({ item, warehouse, qty, value, rate, latest_posting_date }): [string, Bin] => [
      binId({ item, warehouse }),
      { item, warehouse, holding: { qty: decimal(qty), value: decimal(value), rate: decimal(rate) }, latest: latest_posting_date },
    ]),
  );
}

/** What the movements of a voucher have in common. `posting_date` is that of each bin without a later movement. */
export type StockPosting = Pick<
  StockLedgerEntryTable,
  'posting_date' | 'voucher_doctype' | 'voucher_id' | 'is_reversal' | 'written_at' | 'written_by'
>;

/**
 * Appends the movements to the ledger and brings the bins' balances to where the movements left them. A bin that has a movement after the posting's
 * date goes on from that one's; the others are not kept waiting by it.
 *
 * @returns the latest of these days: then all of the voucher is done.
 */
export async function writeMovements(
  tx: WmsTx,
  posting: StockPosting,
  movements: readonly Movement[],
  bins: Bins,
): Promise<{ posting_date: string }> {
  const dayIn = ({ latest }: Bin) => (latest !== null && latest > posting.posting_date ? latest : posting.posting_date);
  await tx
    .insertInto('stock_ledger_entry')
    .values(
      movements.map((movement, index) => ({
        ...posting,
        posting_date: dayIn(binOf(bins, movement)),
        seq: index + 1,
        item: movement.item,
        warehouse: movement.warehouse,
        qty_change: plain(movement.qtyChange),
        value_change: money(movement.valueChange),
        qty_after: plain(movement.qtyAfter),
        value_after: money(movement.valueAfter),
      })),
    )
    .execute();
  await tx
    .insertInto('stock_balance')
    .values(
      [...bins.values()].map((bin) => ({
        item: bin.item,
        warehouse: bin.warehouse,
        qty: plain(bin.holding.qty),
        value: money(bin.holding.value),
        rate: plain(bin.holding.rate),
        latest_posting_date: dayIn(bin),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['item', 'warehouse']).doUpdateSet(({ ref }) => ({
        qty: ref('excluded.qty'),
        value: ref('excluded.value'),
        rate: ref('excluded.rate'),
        latest_posting_date: ref('excluded.latest_posting_date'),
      })),
    )
    .execute();
  return { posting_date: [...bins.values()].map(dayIn).toSorted().at(-1) ?? posting.posting_date };
}

export async function readMovements(tx: WmsTx, voucher: VoucherRef): Promise<(BinKey & Change)[]> {
  const rows = await entriesOf(tx, voucher, false).select(['item', 'warehouse', 'qty_change', 'value_change']).execute();
  return rows.map(({ qty_change, value_change, ...key }) => ({ ...key, qty: decimal(qty_change), value: decimal(value_change) }));
}

/** How many movements of a bin are valued again: years of them. Older ones are taken as they stand. */
const PAST_LIMIT = 50_000;

/** The movements of a bin for `replayWithout`, and the holding before them. */
export async function readPast(tx: WmsTx, { item, warehouse }: BinKey): Promise<{ past: PastMovement[]; start: Holding }> {
  const rows = await tx
    .selectFrom('stock_ledger_entry')
    .where('item', '=', item)
    .where('warehouse', '=', warehouse)
    .select(['voucher_id', 'is_reversal', 'qty_change', 'value_change', 'qty_after', 'value_after'])
    .orderBy('id', 'desc')
    .limit(PAST_LIMIT)
    .execute();
  const past = rows.reverse().map((row) => ({
    voucher: row.voucher_id,
    isReversal: row.is_reversal,
    qty: decimal(row.qty_change),
    value: decimal(row.value_change),
  }));
  const oldest = rows[0];
  if (!oldest || rows.length < PAST_LIMIT) return { past, start: EMPTY };
  const [qty, value] = [decimal(oldest.qty_after), decimal(oldest.value_after)];
  return { past: past.slice(1), start: { qty, value, rate: qty.isZero() ? ZERO : value.dividedBy(qty).toDecimalPlaces(9) } };
}

/** The day on which the last of a cancelled voucher's movements was reversed. */
export async function readTakeBackDate(tx: WmsTx, voucher: VoucherRef): Promise<string> {
  return (
    await entriesOf(tx, voucher, true)
      .clearOrderBy()
      .select(({ fn }) => fn.max('posting_date').as('last'))
      .executeTakeFirstOrThrow()
  ).last;
}

function entriesOf(tx: WmsTx, { doctype, id }: VoucherRef, isReversal: boolean) {
  return tx
    .selectFrom('stock_ledger_entry')
    .where('voucher_doctype', '=', doctype)
    .where('voucher_id', '=', id)
    .where('is_reversal', '=', isReversal)
    .orderBy('seq');
}
