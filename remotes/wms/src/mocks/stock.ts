import { compareDecimals, multiplyDecimals, subtractDecimals, sumDecimals } from '@business-m/documents';
import type { Document } from '@business-m/metadata';
import type { StockBalanceRow, StockLedgerRow } from '@business-m/metadata/reports';

type Bins = Map<string, { qty: string; value: string }>;
type Documents = ReadonlyMap<string, Document>;

const cents = (value: string) => {
  const [whole, fraction = ''] = value.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
};

/** The movements that submitted stock entries made, and what they left in each bin. */
export function replay(entries: Documents, items: Documents): { movements: StockLedgerRow[]; bins: Bins } {
  const bins: Bins = new Map();
  const movements: StockLedgerRow[] = [];
  const move = (entry: Document, line: Record<string, unknown>, warehouse: string, sign: '' | '-') => {
    const item = String(line.item);
    const bin = bins.get(`${item} ${warehouse}`) ?? { qty: '0', value: '0' };
    const [qty, value] = [`${sign}${line.qty}`, `${sign}${line.amount}`];
    const after = { qty: sumDecimals([bin.qty, qty]), value: sumDecimals([bin.value, value]) };
    bins.set(`${item} ${warehouse}`, after);
    movements.push({
      entry: String(movements.length + 1),
      posting_date: String(entry.posting_date),
      voucher_doctype: 'stock-entry',
      voucher_id: entry.id,
      item,
      item_name: String(items.get(item)?.item_name),
      warehouse,
      uom: String(items.get(item)?.uom),
      qty_change: qty,
      value_change: cents(value),
      qty_after: after.qty,
      value_after: cents(after.value),
      rate: String(line.rate),
      is_reversal: false,
    });
  };
  const submitted = [...entries.values()]
    .filter((doc) => doc.status === 'submitted')
    .toSorted((a, b) => String(a.posting_date).localeCompare(String(b.posting_date)));
  for (const entry of submitted) {
    for (const line of entry.lines as Record<string, unknown>[]) {
      if (entry.from_warehouse) move(entry, line, String(entry.from_warehouse), '-');
      if (entry.to_warehouse) move(entry, line, String(entry.to_warehouse), '');
    }
  }
  return { movements, bins };
}

export function balanceRows(bins: Bins, items: Documents, warehouses: Documents): StockBalanceRow[] {
  return [...bins]
    .filter(([, { qty }]) => compareDecimals(qty, '0') !== 0)
    .map(([key, { qty, value }]): StockBalanceRow => {
      const [item = '', warehouse = ''] = key.split(' ');
      return {
        item,
        item_name: String(items.get(item)?.item_name),
        warehouse,
        warehouse_name: String(warehouses.get(warehouse)?.warehouse_name),
        uom: String(items.get(item)?.uom),
        qty,
        value: cents(value),
        rate: (Number(value) / Number(qty)).toFixed(4),
      };
    })
    .toSorted((a, b) => a.item.localeCompare(b.item) || a.warehouse.localeCompare(b.warehouse));
}

/** What a stock entry turns out to be worth once it is submitted. */
export function valued(entry: Document, bins: Bins): Record<string, unknown> {
  const lines = (entry.lines as Record<string, unknown>[]).map((line) => {
    const bin = bins.get(`${line.item} ${entry.from_warehouse}`);
    const rate = entry.purpose === 'receipt' ? String(line.rate) : bin ? (Number(bin.value) / Number(bin.qty)).toFixed(4) : '0';
    return { ...line, rate, amount: multiplyDecimals(line.qty, rate) };
  });
  return { lines, total_value: cents(sumDecimals(lines.map((line) => line.amount))), posting_status: 'pending' };
}

export const total = (rows: readonly StockBalanceRow[]) => cents(subtractDecimals(sumDecimals(rows.map((row) => row.value)), '0'));
