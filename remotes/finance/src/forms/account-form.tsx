import { DocTypeForm, type FormView } from '@business-m/documents/form';
import { useDeskLocation, useNavigate } from '@business-m/sdk';
import { Button } from '@business-m/ui';
import { useState } from 'react';

/** An account, with the way to its ledger. The chart hands a parent over for a new one. */
export function AccountForm({ id, basePath }: { id: string | undefined; basePath: string }) {
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
