import { useDocTypeScreen } from '@business-m/documents';
import { DocTypeForm } from '@business-m/documents/form';
import { docTypes } from '../../doctypes.ts';

export default function Form() {
  const { doctype, ...screen } = useDocTypeScreen(docTypes);
  return <DocTypeForm key={doctype} doctype={doctype} {...screen} />;
}
