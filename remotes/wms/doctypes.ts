import type { DocTypes } from '@business-m/documents/routes';

/** The DocTypes that the warehouse draws, by their place in its paths: their routes and navigation entries follow. */
export const docTypes = {
  'stock-entries': { doctype: 'stock-entry', icon: 'arrow-left-right', group: 'Movements' },
  items: { doctype: 'item', icon: 'package', group: 'Master data' },
  'item-groups': { doctype: 'item-group', icon: 'tree', group: 'Master data' },
  warehouses: { doctype: 'warehouse', icon: 'warehouse', group: 'Master data' },
  uoms: { doctype: 'uom', icon: 'ruler', group: 'Master data', titles: ['Units of measure', 'Unit of measure'] },
} as const satisfies DocTypes;
