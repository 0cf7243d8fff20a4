import type { DocTypeHooks, DocumentContext } from '@business-m/doctype';
import { Refusal } from '@business-m/protocols';
import { cents, decimal, money, ZERO } from '../decimal.ts';
import { ledgerLines } from '../stock/ledger-lines.ts';
import { binsTouched, moveStock } from '../stock/move-stock.ts';
import { lockBins, readMovements, writeMovements } from '../stock/stock-store.ts';
import { takeBackStock } from '../stock/take-back-stock.ts';
import { checkStockEntry } from './check-stock-entry.ts';
import { readItemFacts } from './item-facts.ts';
import { asStockEntry, type StockEntryDocument, toVoucher, voucherRef } from './stock-entry-document.ts';

export const stockEntryRules: DocTypeHooks = {
  async beforeSave(doc, context) {
    const entry = asStockEntry(doc);
    if (entry.purpose === 'receipt') entry.from_warehouse = null;
    if (entry.purpose === 'issue') entry.to_warehouse = null;
    const { errors } = await checkStockEntry(entry, context);
    if (errors.length > 0) return errors;
    entry.posting_status = 'none';
    entry.posting_error = null;
    if (entry.purpose === 'receipt') valueReceipt(entry);
    else forgetValue(entry);
    return undefined;
  },

  async onSubmit(doc, context) {
    const entry = asStockEntry(doc);
    // Again, because items and warehouses may have changed since the draft was saved.
    const { errors, facts } = await checkStockEntry(entry, context);
    if (errors.length > 0) throw new Refusal({ code: 'invalid', message: 'This stock entry cannot be posted.', errors });

    const voucher = toVoucher(entry);
    const bins = await lockBins(context.tx, binsTouched(voucher));
    const result = moveStock(voucher, bins, (item) => facts.get(item)?.allowNegativeStock === true);
    await writeMovements(context.tx, postingOf(entry, context, voucher.postingDate, false), result.movements, bins);

    const lines = entry.lines.map((line, index) => {
      const value = result.amounts[index] ?? ZERO;
      const rate = entry.purpose === 'receipt' ? line.rate : value.dividedBy(decimal(line.qty)).toFixed(4);
      return { ...line, rate, amount: money(value) };
    });
    const total_value = money(result.amounts.reduce((sum, value) => sum.plus(value), ZERO));
    await context.patch('stock-entry', entry.id, { lines, total_value, posting_status: 'pending', posting_error: null });
    await context.send({
      topic: 'ledger.post',
      key: entry.id,
      payload: { voucher: voucherRef(entry), posting_date: voucher.postingDate, lines: ledgerLines(entry.purpose, result) },
    });
  },

  async onCancel(doc, context) {
    const entry = asStockEntry(doc);
    const posted = await readMovements(context.tx, voucherRef(entry));
    const facts = await readItemFacts(context, posted.map(({ item }) => item));
    const bins = await lockBins(context.tx, posted);
    const movements = takeBackStock(posted, bins, (item) => facts.get(item)?.allowNegativeStock === true);
    // Taken back today: what was reported of the days between stays as it was. Never before a bin's latest movement.
    const today = context.now.toISOString().slice(0, 10);
    const postingDate = [today, entry.posting_date, ...[...bins.values()].map(({ latest }) => latest ?? today)].reduce((a, b) => (a > b ? a : b));
    await writeMovements(context.tx, postingOf(entry, context, postingDate, true), movements, bins);
    // The ledger refused it, so there is nothing to reverse there.
    if (entry.posting_status === 'failed') {
      await context.patch('stock-entry', entry.id, { posting_status: 'none', posting_error: null });
      return;
    }
    await context.patch('stock-entry', entry.id, { posting_status: 'pending', posting_error: null });
    await context.send({ topic: 'ledger.reverse', key: entry.id, payload: { voucher: voucherRef(entry), posting_date: postingDate } });
  },
};

function postingOf(entry: StockEntryDocument, context: DocumentContext, postingDate: string, isReversal: boolean) {
  return { voucher: voucherRef(entry), postingDate, isReversal, writtenAt: context.now, writtenBy: context.call.user };
}

function valueReceipt(entry: StockEntryDocument): void {
  let total = ZERO;
  for (const line of entry.lines) {
    const value = cents(decimal(line.qty).times(decimal(line.rate)));
    line.amount = money(value);
    total = total.plus(value);
  }
  entry.total_value = money(total);
}

/** What leaves is valued when it leaves; a rate typed into a draft would promise something else. */
function forgetValue(entry: StockEntryDocument): void {
  for (const line of entry.lines) {
    line.rate = null;
    line.amount = null;
  }
  entry.total_value = null;
}
