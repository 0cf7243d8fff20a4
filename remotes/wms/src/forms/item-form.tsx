import { DocTypeForm } from '@business-m/documents';
import { ItemStock } from './item-stock.tsx';

/** An item, and what there is of it. */
export function ItemForm({ id, basePath }: { id: string | undefined; basePath: string }) {
  return (
    <DocTypeForm
      doctype="item"
      id={id}
      basePath={basePath}
      panel={(form) => form.doc && form.doc.is_stock_item === true && <ItemStock item={form.doc.id} />}
    />
  );
}
