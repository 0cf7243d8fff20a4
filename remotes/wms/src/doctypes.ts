/** The DocTypes that the warehouse draws, by their place in its paths. */
export const docTypes = {
  items: 'item',
  uoms: 'uom',
  warehouses: 'warehouse',
  'stock-entries': 'stock-entry',
} as const;
