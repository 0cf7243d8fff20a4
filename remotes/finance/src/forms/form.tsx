import { useDocTypeScreen } from '@business-m/documents';
import { DocTypeForm } from '@business-m/documents/form';
import { behindLedger, docTypes } from '../../doctypes.ts';
import { AccountForm } from './account-form.tsx';
import { JournalEntryForm } from './journal-entry-form.tsx';
import { StockEntryForm } from './stock-entry-form.tsx';

export default function Form() {
  const { doctype, ...screen } = useDocTypeScreen({ ...docTypes, ...behindLedger });
  if (doctype === 'journal-entry') return <JournalEntryForm {...screen} />;
  if (doctype === 'stock-entry') return <StockEntryForm {...screen} />;
  if (doctype === 'account') return <AccountForm {...screen} />;
  return <DocTypeForm key={doctype} doctype={doctype} {...screen} />;
}
