import type { DocumentContext } from '@business-m/doctype';
import { decimal } from '@business-m/doctype/decimal';
import type { FieldError } from '@business-m/metadata';
import type { WmsTx } from '../database.ts';
import { cents, plain } from '../decimal.ts';
import { MAX_AMOUNT } from '../stock/movement.ts';
import type { StockDraft } from './stock-entry.ts';

/** What depends on more than one field, on the warehouses, or on the items; what a draft does not say yet is left alone. */
export async function checkStockEntry(entry: StockDraft, context: DocumentContext): Promise<FieldError[]> {
  return [
    ...dateErrors(entry, context.today),
    ...(await warehouseErrors(entry, context.tx)),
    ...entry.lines.flatMap((line) => itemError(line, context) ?? []),
    ...(entry.purpose === 'receipt' ? amountErrors(entry) : []),
  ];
}

/** What a cancellation may not touch either, or its stock would lie where nothing can move it. */
export async function checkCancellation(entry: StockDraft, context: DocumentContext): Promise<FieldError[]> {
  const errors = [...(await disabledWarehouses(entry, context.tx)), ...entry.lines.flatMap((line) => itemError(line, context) ?? [])];
  return errors.map((error) => ({ ...error, message: `${error.message} That holds for cancelling too: change it back first.` }));
}

/** A movement shuts its bin for everything before it: one in the future would shut it for today's work. */
function dateErrors({ posting_date }: StockDraft, today: string): FieldError[] {
  if (posting_date === null || posting_date <= today) return [];
  const message = `${posting_date} is after today, ${today} at the company. Stock is posted on the day it moves, or later.`;
  return [{ field: 'posting_date', code: 'future-date', message }];
}

async function warehouseErrors({ from_warehouse, to_warehouse }: StockDraft, tx: WmsTx): Promise<FieldError[]> {
  if (from_warehouse && from_warehouse === to_warehouse) {
    return [{ field: 'to_warehouse', code: 'same-warehouse', message: 'A transfer goes to another warehouse.' }];
  }
  return disabledWarehouses({ from_warehouse, to_warehouse }, tx);
}

/** Holds the warehouses as they are until the transaction ends. */
async function disabledWarehouses(
  { from_warehouse, to_warehouse }: Pick<StockDraft, 'from_warehouse' | 'to_warehouse'>,
  tx: WmsTx,
): Promise<FieldError[]> {
  const used = [from_warehouse, to_warehouse].filter((id) => id !== null);
  if (used.length === 0) return [];
  const found = await tx.selectFrom('warehouse').select(['id', 'disabled']).where('id', 'in', used).orderBy('id').forShare().execute();
  return found
    .filter(({ disabled }) => disabled)
    .map(({ id }) => ({
      field: id === from_warehouse ? 'from_warehouse' : 'to_warehouse',
      code: 'warehouse-disabled',
      message: `${id} is disabled: no stock moves there.`,
    }));
}

function amountErrors({ lines }: StockDraft): FieldError[] {
  const tooLarge = lines.filter(({ qty, rate }) => cents(decimal(qty).times(decimal(rate))).greaterThan(MAX_AMOUNT));
  return tooLarge.map(({ idx }) => ({ field: `lines.${idx}.rate`, code: 'too-large', message: 'The amount of this line is too large.' }));
}

/** Why this quantity of the item cannot be moved. */
function itemError({ idx, item, qty }: StockDraft['lines'][number], { reference }: DocumentContext): FieldError | undefined {
  const field = `lines.${idx}.item`;
  if (item === null) return undefined;
  const found = reference('item', item);
  if (!found) return { field, code: 'unknown-link', message: `There is no item ${item}.` };
  if (found.value('disabled')) return { field, code: 'item-disabled', message: `${item} is disabled: it takes no movements.` };
  if (!found.value('is_stock_item')) return { field, code: 'not-a-stock-item', message: `${item} is not kept in stock.` };
  const decimals = Number(found.value('uom.decimals') ?? 0);
  if (decimal(qty).decimalPlaces() <= decimals) return undefined;
  const allowed = decimals === 0 ? 'whole numbers' : `${decimals} digits after the point`;
  const message = `${found.value('uom')} is counted in ${allowed}, not ${plain(decimal(qty))}.`;
  return { field: `lines.${idx}.qty`, code: 'too-many-decimals', message };
}
