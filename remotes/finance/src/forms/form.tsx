import { useDocTypeScreen } from '@business-m/documents';
import { DocTypeForm, type FormView } from '@business-m/documents/form';
import { VoucherPostings } from '@business-m/documents/postings';
import { useDeskLocation, useNavigate } from '@business-m/sdk';
import { Button } from '@business-m/ui';
import { useState } from 'react';
import { behindLedger, docTypes } from '../../doctypes.ts';
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

/** An account, with the way to its ledger. The chart hands a parent over for a new one. */
function AccountForm({ id, basePath }: { id: string | undefined; basePath: string }) {
  const { search } = useDeskLocation();
  const [given] = useState(() => Object.fromEntries(new URLSearchParams(search)));
  return <DocTypeForm doctype="account" id={id} basePath={basePath} given={given} actions={(form) => <LedgerButton form={form} />} />;
}

function LedgerButton({ form }: { form: FormView }) {
  const navigate = useNavigate();
  if (!form.doc) return null;
  const to = `/finance/general-ledger?account=${encodeURIComponent(form.doc.id)}`;
  return (
    <Button icon="list" onPress={() => navigate(to)}>
      General ledger
    </Button>
  );
}
