import type { DemoDocument } from '@business-m/doctype';
import { customers, suppliers } from './parties.ts';
import { items, uoms } from './stock.ts';

/** Halden Trading, a small wholesaler of bicycle parts: what it counts, keeps, sells, and with whom. */
export function demoDocuments(): DemoDocument[] {
  return [
    ...uoms.map((values) => ({ doctype: 'uom', values })),
    ...items.map((values) => ({ doctype: 'item', values })),
    ...customers.map((values) => ({ doctype: 'customer', values })),
    ...suppliers.map((values) => ({ doctype: 'supplier', values })),
  ];
}
