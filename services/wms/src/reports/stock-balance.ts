import { readReportCursor, readSnapshot, reportId, reportPage, takePage } from '@business-m/doctype';
import { decimal, money } from '@business-m/doctype/decimal';
import type { StockBalance, StockBalanceRow } from '@business-m/metadata/reports';
import type { CallContext, ReferenceProtocol } from '@business-m/protocols';
import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { WmsDb, WmsTx } from '../database.ts';
import { plain, printedRate } from '../decimal.ts';
import { binOrder, type Place } from '../stock/bin-order.ts';

export const stockBalanceQuery = z.strictObject({ ...reportPage, item: reportId.optional(), warehouse: reportId.optional() });

/** The last row of a page: item, then warehouse. */
const position = z.tuple([reportId, reportId]);

/** One page of what there is, by item and warehouse. Where nothing is left there is no row. */
export async function readStockBalance(
  db: WmsDb,
  schema: string,
  references: ReferenceProtocol,
  { item, warehouse, limit, cursor }: z.infer<typeof stockBalanceQuery>,
  call: CallContext,
): Promise<StockBalance> {
  const after = readReportCursor(cursor, position);
  const { total, found } = await readSnapshot(db, (tx) => readBins(tx, schema, { item, warehouse, limit, after }));
  const { shown, next_cursor } = takePage(found, limit, (row) => [row.item, row.warehouse]);
  const nameOf = await readItemNames(references, shown, call);
  const rows = shown.map((row): StockBalanceRow => {
    const qty = decimal(row.qty);
    const value = decimal(row.value);
    return {
      item: row.item,
      ...nameOf(row.item),
      warehouse: row.warehouse,
      warehouse_name: row.warehouse_name ?? row.warehouse,
      qty: plain(qty),
      value: money(value),
      rate: printedRate(value.dividedBy(qty)),
    };
  });
  return { rows, total_value: money(decimal(total)), next_cursor };
}

interface BinQuery {
  item: string | undefined;
  warehouse: string | undefined;
  limit: number;
  after: [string, string] | null;
}

/** The bins of a page, one more where there is another page, and what all of them are worth. */
async function readBins(tx: WmsTx, schema: string, { item, warehouse, limit, after }: BinQuery) {
  const matching = tx
    .selectFrom('stock_balance')
    .where('stock_balance.qty', '!=', '0')
    .$if(item !== undefined, (query) => query.where('item', '=', item as string))
    .$if(warehouse !== undefined, (query) => query.where('warehouse', '=', warehouse as string));
  const order = binOrder(schema, [sql.ref('item'), sql.ref('stock_balance.warehouse')]);
  const { total } = await matching.select(({ fn }) => fn.sum<string | null>('value').as('total')).executeTakeFirstOrThrow();
  const found = await matching
    .leftJoin('warehouse', 'warehouse.id', 'stock_balance.warehouse')
    .select(['item', 'stock_balance.warehouse', 'warehouse_name', 'qty', 'value', 'rate'])
    .$if(after !== null, (query) => query.where(sql<SqlBool>`(${sql.join(order)}) > (${sql.join(binOrder(schema, placeOf(after)))})`))
    .orderBy(sql.join(order))
    .limit(limit + 1)
    .execute();
  return { total, found };
}

const placeOf = (after: [string, string] | null): Place => [sql`${after?.[0]}::text`, sql`${after?.[1]}::text`];

/** Names and units for a page of rows. An item that masters no longer know keeps its code as a name: its movements stay. */
export async function readItemNames(references: ReferenceProtocol, rows: readonly { item: string }[], call: CallContext) {
  const ids = [...new Set(rows.map(({ item }) => item))];
  const found =
    ids.length === 0 ? [] : await references.resolve({ doctype: 'item', ids, fields: ['item_name', 'uom', 'uom.decimals'] }, call);
  const nameOf = (values: Record<string, unknown>) => ({
    item_name: String(values.item_name),
    uom: String(values.uom),
    uom_decimals: Number(values['uom.decimals'] ?? 0),
  });
  const names = new Map(found.map(({ id, values }) => [id, nameOf(values)]));
  return (item: string) => names.get(item) ?? { item_name: item, uom: '', uom_decimals: 0 };
}
