import { type DemoDocument, dayIn } from '@business-m/doctype';
import { type DemoMovement, mistaken, movements, waiting } from './movements.ts';

const warehouses = [
  { warehouse_code: 'MAIN', warehouse_name: 'Central warehouse' },
  { warehouse_code: 'SHOP', warehouse_name: 'Trade counter' },
  { warehouse_code: 'RETURNS', warehouse_name: 'Returns and claims' },
];

/** The stock of Halden Trading over the five months before `today`, and what waits to be done today. Items are those of masters' demo. */
export function demoDocuments(today: string): DemoDocument[] {
  const entry = (movement: DemoMovement) => stockEntry(movement, dayIn(today, movement.monthsAgo, movement.day));
  return [
    ...warehouses.map((values) => ({ doctype: 'warehouse', values })),
    ...movements.map((movement) => ({ ...entry(movement), submit: true })),
    { ...entry(mistaken), submit: true, cancel: true },
    ...waiting.map((movement) => stockEntry(movement, today)),
  ];
}

function stockEntry({ purpose, from, to, remark, lines }: DemoMovement, posting_date: string): DemoDocument {
  return {
    doctype: 'stock-entry',
    values: {
      purpose,
      posting_date,
      ...(from ? { from_warehouse: from } : {}),
      ...(to ? { to_warehouse: to } : {}),
      remark,
      lines: lines.map((line) => {
        const [item, qty, rate] = line.split(' ');
        return rate === undefined ? { item, qty } : { item, qty, rate };
      }),
    },
  };
}
