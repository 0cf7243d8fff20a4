import { commonCode, type DocTypeHooks, type DocumentContext, refuseErrors } from '@business-m/doctype';
import { decimal, money, ZERO } from '@business-m/doctype/decimal';
import { Refusal, type VoucherRef } from '@business-m/protocols';
import { cents, type Value } from '../decimal.ts';
import { ledgerLines } from '../stock/ledger-lines.ts';
import { binsTouched, moveStock, type StockVoucher, takeBackStock } from '../stock/move-stock.ts';
import type { Bin } from '../stock/movement.ts';
import { lockBins, readMovements, readPast, type StockPosting, writeMovements } from '../stock/stock-store.ts';
import { replayWithout } from '../valuation/replay.ts';
import { checkCancellation, checkStockEntry } from './check-stock-entry.ts';
import type { StockDraft, StockEntry } from './stock-entry.ts';

export const stockEntryRules: DocTypeHooks<StockEntry, StockDraft> = {
  async beforeSave(entry, context) {
    const errors = await checkStockEntry(entry, context);
    if (errors.length > 0) return errors;
    entry.posting_status = 'none';
    entry.posting_error = null;
    if (entry.purpose === 'receipt')
      writeValues(
        entry,
        entry.lines.map(({ qty, rate }) => cents(decimal(qty).times(decimal(rate)), context.currencyDigits)),
      );
    else forgetValue(entry);
    return undefined;
  },

  async onSubmit(entry, context) {
    // Again, because items and warehouses may have changed since the draft was saved.
    const errors = await checkStockEntry(entry, context);
    if (errors.length > 0) refuseErrors(errors, commonCode(errors));

    const voucher = toVoucher(entry);
    const bins = await lockBins(context.tx, binsTouched(voucher));
    const result = moveStock(voucher, bins, mayBeNegative(context), context.currencyDigits);
    await writeMovements(context.tx, postingOf(entry, context, voucher.postingDate, false), result.movements, bins);

    writeValues(entry, result.amounts);
    entry.posting_status = 'pending';
    await context.send({
      topic: 'ledger.post',
      key: entry.id,
      payload: { voucher: voucherRef(entry), posting_date: voucher.postingDate, lines: ledgerLines(entry.purpose, result, entry.remark) },
    });
  },

  async onCancel(entry, context) {
    const errors = await checkCancellation(entry, context);
    if (errors.length > 0) refuseErrors(errors, commonCode(errors));
    const posted = await readMovements(context.tx, voucherRef(entry));
    const bins = await lockBins(context.tx, posted);
    const movements = takeBackStock(posted, bins, mayBeNegative(context));
    for (const bin of bins.values()) await valueWithout(context, bin, entry.id);
    const { posting_date } = await writeMovements(context.tx, postingOf(entry, context, context.today, true), movements, bins);
    if (entry.posting_status !== 'failed') entry.posting_status = 'pending';
    else if ((await context.messagesOf(entry.id)).every(({ state }) => state === 'refused')) {
      // Only a refusal proves that the ledger does not have it: there is nothing to reverse.
      entry.posting_status = 'none';
      entry.posting_error = null;
      return;
    }
    // The ledger may have a posting that was given up: the reversal waits behind it, and the entry stays failed.
    await context.send({ topic: 'ledger.reverse', key: entry.id, payload: { voucher: voucherRef(entry), posting_date } });
  },
};

const NAMED_MAX = 5;

/** Refuses to cancel what later movements of the bin were valued with: they would keep a value that nothing stands for. Else its last known rate follows. */
async function valueWithout({ tx, currencyDigits }: DocumentContext, bin: Bin, id: string): Promise<void> {
  const { item, warehouse } = bin;
  const { past, start } = await readPast(tx, bin);
  const { differing, rate } = replayWithout(id, past, start, currencyDigits);
  bin.holding = { ...bin.holding, rate };
  if (differing.length === 0) return;
  const named = `${differing.slice(0, NAMED_MAX).join(', ')}${differing.length > NAMED_MAX ? ' and more' : ''}`;
  const message = `Later movements of ${item} in ${warehouse} were valued with this entry: ${named}. Cancel those first, the last one first.`;
  throw new Refusal('value-consumed', message, { field: 'lines', current: { item, warehouse, vouchers: differing.slice(0, 100) } });
}

function mayBeNegative({ reference }: DocumentContext): (item: string) => boolean {
  return (item) => reference('item', item)?.value('allow_negative_stock') === true;
}

function postingOf(entry: StockEntry, context: DocumentContext, postingDate: string, isReversal: boolean): StockPosting {
  const { doctype, id } = voucherRef(entry);
  const written = { written_at: context.now, written_by: context.call.user };
  return { posting_date: postingDate, voucher_doctype: doctype, voucher_id: id, is_reversal: isReversal, ...written };
}

/** What each line is worth; the rate of what left follows from it. */
function writeValues(entry: StockDraft, amounts: readonly Value[]): void {
  for (const [index, line] of entry.lines.entries()) {
    const value = amounts[index] ?? ZERO;
    line.amount = isValued(entry, line) ? money(value) : null;
    if (entry.purpose !== 'receipt') line.rate = value.dividedBy(decimal(line.qty)).toFixed(4);
  }
  entry.total_value = money(amounts.reduce((sum, value) => sum.plus(value), ZERO));
}

/** Whether the line of a receipt says what it is worth; other lines are valued by the stock. */
function isValued({ purpose }: StockDraft, { qty, rate }: StockDraft['lines'][number]): boolean {
  return purpose !== 'receipt' || (qty !== null && rate !== null);
}

/** Clears rates and amounts of a draft: what leaves is valued when it leaves. A draft may not say yet whether it leaves. */
function forgetValue(entry: StockDraft): void {
  for (const line of entry.lines) {
    if (entry.purpose !== null) line.rate = null;
    line.amount = null;
  }
  entry.total_value = null;
}

function voucherRef({ id }: StockEntry): VoucherRef {
  return { doctype: 'stock-entry', id };
}

function toVoucher(entry: StockEntry): StockVoucher {
  return {
    purpose: entry.purpose,
    postingDate: entry.posting_date,
    from: entry.from_warehouse,
    to: entry.to_warehouse,
    lines: entry.lines.map(({ item, qty, rate }) => ({ item, qty: decimal(qty), rate: decimal(rate) })),
  };
}
