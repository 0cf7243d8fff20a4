import { DocTypeForm } from '@business-m/documents';
import { useDeskLocation } from '@business-m/sdk';
import { screenAt } from '../doctypes.ts';
import { ItemForm } from './item-form.tsx';
import { StockEntryForm } from './stock-entry-form.tsx';

/** The forms of the warehouse. */
export default function Form() {
  const { pathname, params } = useDeskLocation();
  const { doctype, basePath } = screenAt(pathname);
  const id = params.id;
  if (doctype === 'stock-entry') return <StockEntryForm id={id} basePath={basePath} />;
  if (doctype === 'item') return <ItemForm id={id} basePath={basePath} />;
  return <DocTypeForm key={doctype} doctype={doctype} id={id} basePath={basePath} />;
}
