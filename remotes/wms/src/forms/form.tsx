import { useDocTypeScreen } from '@business-m/documents';
import { DocTypeForm } from '@business-m/documents/form';
import { docTypes } from '../../doctypes.ts';
import { ItemForm } from './item-form.tsx';
import { StockEntryForm } from './stock-entry-form.tsx';

export default function Form() {
  const { doctype, ...screen } = useDocTypeScreen(docTypes);
  if (doctype === 'stock-entry') return <StockEntryForm {...screen} />;
  if (doctype === 'item') return <ItemForm {...screen} />;
  return <DocTypeForm key={doctype} doctype={doctype} {...screen} />;
}
