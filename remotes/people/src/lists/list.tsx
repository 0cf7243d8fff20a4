import { DocTypeList, useDocTypeScreen } from '@business-m/documents';
import { docTypes } from '../../doctypes.ts';

export default function List() {
  const { doctype, basePath } = useDocTypeScreen(docTypes);
  return <DocTypeList key={doctype} doctype={doctype} basePath={basePath} emptyDetail="Those who work at the company." />;
}
