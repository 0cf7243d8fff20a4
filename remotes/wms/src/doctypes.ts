/** The DocTypes the warehouse draws, by their place in its paths. */
const doctypes = {
  items: 'item',
  uoms: 'uom',
  warehouses: 'warehouse',
  'stock-entries': 'stock-entry',
} as const;

export interface DocTypeScreen {
  doctype: (typeof doctypes)[keyof typeof doctypes];
  basePath: string;
}

/** Which DocType a desk path of the warehouse shows: `/wms/items/new` → `item` below `/wms/items`. */
export function screenAt(pathname: string): DocTypeScreen {
  const [, scope, place = ''] = pathname.split('/');
  const doctype = doctypes[place as keyof typeof doctypes];
  if (!doctype) throw new Error(`The warehouse has no documents at ${pathname}.`);
  return { doctype, basePath: `/${scope}/${place}` };
}
