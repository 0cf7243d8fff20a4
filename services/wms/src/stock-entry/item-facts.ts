import type { DocumentContext } from '@business-m/doctype';
import type { FieldError } from '@business-m/metadata';
import { plain, type Quantity } from '../decimal.ts';

/** What stock must know of an item; masters own it. */
export interface ItemFacts {
  isStockItem: boolean;
  allowNegativeStock: boolean;
  disabled: boolean;
  uom: string;
  /** Digits after the point that the item's unit allows. */
  decimals: number;
}

/** Asks for the items and then for their units. Items nobody knows are absent. */
export async function readItemFacts({ references, call }: DocumentContext, items: readonly string[]): Promise<Map<string, ItemFacts>> {
  const fields = ['is_stock_item', 'allow_negative_stock', 'disabled', 'uom'];
  const found = await references.resolve({ doctype: 'item', ids: [...new Set(items)], fields }, call);
  const uoms = [...new Set(found.map(({ values }) => String(values.uom)))];
  const units = uoms.length === 0 ? [] : await references.resolve({ doctype: 'uom', ids: uoms, fields: ['decimals'] }, call);
  const decimals = new Map(units.map(({ id, values }) => [id, Number(values.decimals ?? 0)]));
  return new Map(
    found.map(({ id, values }) => [
      id,
      {
        isStockItem: values.is_stock_item === true,
        allowNegativeStock: values.allow_negative_stock === true,
        disabled: values.disabled === true,
        uom: String(values.uom),
        decimals: decimals.get(String(values.uom)) ?? 0,
      },
    ]),
  );
}

/** What keeps a line's item from being moved in this quantity; undefined when nothing does. */
export function itemError(idx: number, item: string, qty: Quantity, facts: ItemFacts | undefined): FieldError | undefined {
  const field = `lines.${idx}.item`;
  if (!facts) return { field, code: 'unknown-link', message: `There is no item ${item}.` };
  if (facts.disabled) return { field, code: 'item-disabled', message: `${item} is disabled.` };
  if (!facts.isStockItem) return { field, code: 'not-a-stock-item', message: `${item} is not kept in stock.` };
  if (qty.decimalPlaces() <= facts.decimals) return undefined;
  const allowed = facts.decimals === 0 ? 'whole numbers' : `${facts.decimals} digits after the point`;
  return { field: `lines.${idx}.qty`, code: 'too-many-decimals', message: `${facts.uom} is counted in ${allowed}, not ${plain(qty)}.` };
}
