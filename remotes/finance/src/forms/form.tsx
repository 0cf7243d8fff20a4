import { DocTypeForm } from '@business-m/documents';
import { useDeskLocation } from '@business-m/sdk';
import { screenAt } from '../doctypes.ts';
import { AccountForm } from './account-form.tsx';
import { JournalEntryForm } from './journal-entry-form.tsx';

/** The forms of finance. */
export default function Form() {
  const { pathname, params } = useDeskLocation();
  const { doctype, basePath } = screenAt(pathname);
  const id = params.id;
  if (doctype === 'journal-entry') return <JournalEntryForm id={id} basePath={basePath} />;
  if (doctype === 'account') return <AccountForm id={id} basePath={basePath} />;
  return <DocTypeForm key={doctype} doctype={doctype} id={id} basePath={basePath} />;
}
