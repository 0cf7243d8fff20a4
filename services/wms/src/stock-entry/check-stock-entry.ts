import type { DocumentContext } from '@business-m/doctype';
import type { FieldError } from '@business-m/metadata';
import type { WmsTx } from '../database.ts';
import { cents, decimal } from '../decimal.ts';
import { MAX_AMOUNT } from '../stock/movement.ts';
import { type ItemFacts, itemError, readItemFacts } from './item-facts.ts';
import type { StockEntryDocument } from './stock-entry-document.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Checked {
  errors: FieldError[];
  facts: ReadonlyMap<string, ItemFacts>;
}

/** What depends on more than one field, on the warehouses, or on the items. */
export async function checkStockEntry(entry: StockEntryDocument, context: DocumentContext): Promise<Checked> {
  const facts = await readItemFacts(
    context,
    entry.lines.map(({ item }) => item),
  );
  const errors = [
    ...dateErrors(entry, context.now),
    ...(await warehouseErrors(entry, context.tx)),
    ...entry.lines.flatMap(({ idx, item, qty }) => itemError(idx, item, decimal(qty), facts.get(item)) ?? []),
    ...(entry.purpose === 'receipt' ? amountErrors(entry) : []),
  ];
  return { errors, facts };
}

/** One day of grace, for those whose day starts before the server's. Nothing could be posted before a slip of the pen into the next century. */
function dateErrors({ posting_date }: StockEntryDocument, now: Date): FieldError[] {
  const latest = new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10);
  if (posting_date <= latest) return [];
  return [{ field: 'posting_date', code: 'future-date', message: 'Stock moves today or has moved before; this date is in the future.' }];
}

async function warehouseErrors({ from_warehouse, to_warehouse }: StockEntryDocument, tx: WmsTx): Promise<FieldError[]> {
  if (from_warehouse && from_warehouse === to_warehouse) {
    return [{ field: 'to_warehouse', code: 'same-warehouse', message: 'A transfer goes to another warehouse.' }];
  }
  const used = [from_warehouse, to_warehouse].filter((id) => id !== null);
  const disabled =
    used.length === 0 ? [] : await tx.selectFrom('warehouse').select('id').where('id', 'in', used).where('disabled', '=', true).execute();
  return disabled.map(({ id }) => ({
    field: id === from_warehouse ? 'from_warehouse' : 'to_warehouse',
    code: 'warehouse-disabled',
    message: `${id} is disabled.`,
  }));
}

function amountErrors({ lines }: StockEntryDocument): FieldError[] {
  const tooLarge = lines.filter(({ qty, rate }) => cents(decimal(qty).times(decimal(rate))).greaterThan(MAX_AMOUNT));
  return tooLarge.map(({ idx }) => ({ field: `lines.${idx}.rate`, code: 'too-large', message: 'The amount of this line is too large.' }));
}
