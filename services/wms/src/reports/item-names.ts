import type { CallContext, ReferenceProtocol } from '@business-m/protocols';

export interface ItemName {
  item_name: string;
  uom: string;
}

/** Names and units for a page of rows. An item that masters no longer know keeps its code as a name: its movements stay. */
export async function readItemNames(references: ReferenceProtocol, rows: readonly { item: string }[], call: CallContext) {
  const ids = [...new Set(rows.map(({ item }) => item))];
  const found = ids.length === 0 ? [] : await references.resolve({ doctype: 'item', ids, fields: ['item_name', 'uom'] }, call);
  const names = new Map(found.map(({ id, values }) => [id, { item_name: String(values.item_name), uom: String(values.uom) }]));
  return (item: string): ItemName => names.get(item) ?? { item_name: item, uom: '' };
}
