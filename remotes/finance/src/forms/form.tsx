import { useDocTypeScreen } from '@business-m/documents';
import { DocTypeForm, type FormView } from '@business-m/documents/form';
import { VoucherPostings } from '@business-m/documents/postings';
import { behindLedger, docTypes } from '../../doctypes.ts';
import { AccountForm } from './account-form.tsx';
import { JournalEntryForm } from './journal-entry-form.tsx';

const stockEntry = {
  hidden: ['posting_error'],
  tables: { lines: { totals: ['amount'] } },
  footer: ({ doc }: FormView) => doc && <VoucherPostings doctype="stock-entry" doc={doc} />,
};

export default function Form() {
  const { doctype, ...screen } = useDocTypeScreen({ ...docTypes, ...behindLedger });
  if (doctype === 'journal-entry') return <JournalEntryForm {...screen} />;
  // What stock moved, as an accountant reads it behind a row of the ledger.
  if (doctype === 'stock-entry') return <DocTypeForm key={doctype} doctype={doctype} {...screen} {...stockEntry} />;
  if (doctype === 'account') return <AccountForm {...screen} />;
  return <DocTypeForm key={doctype} doctype={doctype} {...screen} />;
}
