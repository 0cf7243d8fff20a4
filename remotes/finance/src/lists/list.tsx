import { DocTypeList, useDocTypeScreen } from '@business-m/documents';
import { behindLedger, docTypes } from '../../doctypes.ts';

const emptyDetails: Partial<Record<string, string>> = {
  'journal-entry': 'A journal entry books what no other document does: a bank charge, a correction, the opening balances.',
  customer: 'Those who buy from the company.',
  supplier: 'Those the company buys from.',
};

export default function List() {
  const { doctype, basePath } = useDocTypeScreen({ ...docTypes, ...behindLedger });
  return <DocTypeList key={doctype} doctype={doctype} basePath={basePath} emptyDetail={emptyDetails[doctype]} />;
}
