import type { Objection, Veto } from '@business-m/doctype';
import { decimal } from '@business-m/doctype/decimal';
import type { ReferenceProtocol } from '@business-m/protocols';
import { sql } from 'kysely';
import type { WmsDb } from '../database.ts';
import { plain } from '../decimal.ts';

/** More bins than these are counted, not named. */
const NAMED_MAX = 3;
/** Ids that `ReferenceProtocol` takes at once. */
const BATCH = 1000;

/** What stock has against a change of what it is counted by: it would lie where nothing can move it, or be another quantity. */
export const stockVetoes: Readonly<Record<string, Veto>> = {
  async item({ id, change }, { db }) {
    if (!change) return null;
    const field = change.uom
      ? 'uom'
      : change.is_stock_item?.to === false
        ? 'is_stock_item'
        : change.disabled?.to === true
          ? 'disabled'
          : null;
    if (field === null) return null;
    const bins = await binsWithStock(db, 'item', id);
    const remedy = `Bring it to zero there before you ${ITEM_CHANGES[field]}.`;
    if (bins.length > 0)
      return inStock('Item', id, field, `There is stock of ${id}: ${list(bins, ({ warehouse }) => `in ${warehouse}`)}. ${remedy}`);
    return field === 'uom' ? countedInUnit(db, id, String(change.uom?.from)) : null;
  },

  async uom({ id, change }, { db, references, call }) {
    if (!change?.decimals) return null;
    // A unit that says nothing is counted in whole numbers.
    const digits = Number(change.decimals.to ?? 0);
    if (digits >= Number(change.decimals.from ?? 0)) return null;
    const finer = await db
      .selectFrom('stock_balance')
      .select(['item', 'warehouse', 'qty'])
      .where('qty', '!=', sql<string>`round(qty, ${digits}::int)`)
      .orderBy('item')
      .orderBy('warehouse')
      .execute();
    const counted = await countedIn(references, id, [...new Set(finer.map(({ item }) => item))], call);
    const bins = finer.filter(({ item }) => counted.has(item));
    if (bins.length === 0) return null;
    const allowed = digits === 0 ? 'in whole numbers' : `to ${digits} ${digits === 1 ? 'digit' : 'digits'}`;
    const message = `There is stock in ${id} that cannot be counted ${allowed}: ${list(bins, ({ item, warehouse }) => `of ${item} in ${warehouse}`)}. Bring it to zero there first.`;
    return inStock('Unit of measure', id, 'decimals', message);
  },

  async warehouse({ id, change }, { db }) {
    if (change?.disabled?.to !== true) return null;
    const bins = await binsWithStock(db, 'warehouse', id);
    if (bins.length === 0) return null;
    const message = `There is stock in ${id}: ${list(bins, ({ item }) => `of ${item}`)}. Move or issue it before you disable the warehouse.`;
    return inStock('Warehouse', id, 'disabled', message);
  },
};

const ITEM_CHANGES = { uom: 'change the unit', is_stock_item: 'stop keeping it in stock', disabled: 'disable the item' };

interface StockedBin {
  item: string;
  warehouse: string;
  qty: string;
}

function binsWithStock(db: WmsDb, by: 'item' | 'warehouse', id: string): Promise<StockedBin[]> {
  return db
    .selectFrom('stock_balance')
    .select(['item', 'warehouse', 'qty'])
    .where(by, '=', id)
    .where('qty', '!=', '0')
    .orderBy('item')
    .orderBy('warehouse')
    .execute();
}

/** Quantities that are written down mean another amount in another unit: drafts, and reports of the past. */
async function countedInUnit(db: WmsDb, item: string, uom: string): Promise<Objection | null> {
  const draft = await db
    .selectFrom('stock_entry_lines')
    .innerJoin('stock_entry', 'stock_entry.id', 'stock_entry_lines.parent')
    .select('parent')
    .where('item', '=', item)
    .where('status', '=', 'draft')
    .orderBy('parent')
    .limit(1)
    .executeTakeFirst();
  const inUse = (id: string, message: string) => ({ code: 'in-use', field: 'uom', message, label: 'Stock entry', id });
  if (draft)
    return inUse(draft.parent, `The draft ${draft.parent} counts ${item} in ${uom}. Submit or delete it before you change the unit.`);
  const moved = await db
    .selectFrom('stock_ledger_entry as moved')
    .select('voucher_id')
    .where('item', '=', item)
    .where('is_reversal', '=', false)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('stock_ledger_entry as reversal')
            .select('reversal.id')
            .whereRef('reversal.voucher_doctype', '=', 'moved.voucher_doctype')
            .whereRef('reversal.voucher_id', '=', 'moved.voucher_id')
            .where('reversal.is_reversal', '=', true),
        ),
      ),
    )
    .orderBy('moved.id')
    .limit(1)
    .executeTakeFirst();
  if (!moved) return null;
  const message = `${moved.voucher_id} has moved ${item} in ${uom}, and reports of then would read otherwise. Give what is counted otherwise an item of its own.`;
  return inUse(moved.voucher_id, message);
}

/** Those of `items` that are counted in the unit. */
async function countedIn(
  references: ReferenceProtocol,
  uom: string,
  items: readonly string[],
  call: Parameters<ReferenceProtocol['resolve']>[1],
): Promise<ReadonlySet<string>> {
  const counted = new Set<string>();
  for (let from = 0; from < items.length; from += BATCH) {
    const found = await references.resolve({ doctype: 'item', ids: items.slice(from, from + BATCH), fields: ['uom'] }, call);
    for (const { id, values } of found) if (values.uom === uom) counted.add(id);
  }
  return counted;
}

function inStock(label: string, id: string, field: string, message: string): Objection {
  return { code: 'in-stock', field, message, label, id };
}

/** `10 in MAIN, 4 in SHOP and 2 more`; what else it is of or in follows from the sentence around it. */
function list(bins: readonly StockedBin[], words: (bin: StockedBin) => string): string {
  const named = bins.slice(0, NAMED_MAX).map((bin) => `${plain(decimal(bin.qty))} ${words(bin)}`);
  return `${named.join(', ')}${bins.length > NAMED_MAX ? ` and ${bins.length - NAMED_MAX} more` : ''}`;
}
