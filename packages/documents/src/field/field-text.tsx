import type { RowFieldMeta } from '@business-m/metadata';
import { Link } from '@business-m/sdk';
import { Text } from '@business-m/ui';
import { useDocumentHref } from '../api/document-hrefs.ts';
import { linkLabel, useLinkTitle } from '../api/link-options.ts';
import { formatField, isNumeric } from '../format/format-field.ts';

/** A field's value for reading: formatted, a link followed to its document where the desk has a screen for it. */
export function FieldText({ field, value }: { field: RowFieldMeta; value: unknown }) {
  if (field.type === 'link' && typeof value === 'string' && value !== '') return <LinkText field={field} id={value} />;
  const text = formatField(field, value);
  if (text === '') return <Text tone="muted">–</Text>;
  return <Text numeric={isNumeric(field) || field.type === 'date'}>{text}</Text>;
}

function LinkText({ field, id }: { field: RowFieldMeta; id: string }) {
  const title = useLinkTitle(field, id);
  return <DocumentLink doctype={field.to ?? ''} id={id} label={linkLabel(id, title)} />;
}

/** An id that leads to its document, in whichever remote draws it; plain text where this user's desk has no such screen. */
export function DocumentLink({ doctype, id, label }: { doctype: string; id: string; label?: string }) {
  const href = useDocumentHref(doctype, id);
  const text = label ?? id;
  return href === null ? <Text>{text}</Text> : <Link to={href}>{text}</Link>;
}
