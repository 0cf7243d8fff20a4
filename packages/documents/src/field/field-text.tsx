import type { RowFieldMeta } from '@business-m/metadata';
import { Link } from '@business-m/sdk';
import { Text } from '@business-m/ui';
import { useDocumentHrefs } from '../api/document-hrefs.ts';
import { linkLabel, useLinkTitle } from '../api/link-options.ts';
import { formatField, isNumeric } from '../format/format-field.ts';

/** A field's value for reading: formatted, a link followed to its document where the desk has a screen for it. */
export function FieldText({ field, value }: { field: RowFieldMeta; value: unknown }) {
  if (field.type === 'link' && typeof value === 'string' && value !== '') return <LinkText field={field} id={value} />;
  const text = formatField(field, value);
  if (text === '') return <Text tone="muted">–</Text>;
  return <Text numeric={isNumeric(field) || field.type === 'date'}>{text}</Text>;
}

/** A document's id and title, as a link where this user's desk has a screen for it. */
function LinkText({ field, id }: { field: RowFieldMeta; id: string }) {
  const label = linkLabel(id, useLinkTitle(field, id));
  const doctype = field.to ?? '';
  const href = useDocumentHrefs([doctype])(doctype, id);
  return href === null ? <Text>{label}</Text> : <Link to={href}>{label}</Link>;
}
