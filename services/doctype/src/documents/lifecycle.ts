import type { RowFieldMeta } from '@business-m/metadata';
import type { DocumentValues, RowValues } from '../document.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { deleteDocument, updateChanged } from '../storage/document-store.ts';
import type { Write } from '../transaction/runtime.ts';
import { draftErrors } from '../validation/check-document.ts';
import { readFieldValue } from '../validation/field-value.ts';
import { refuseErrors } from '../validation/refuse-errors.ts';
import { refuseOwnVeto, refuseWhenReferenced } from './in-use.ts';
import { checkLinks } from './link-check.ts';
import { type Expected, loadExpected } from './preconditions.ts';
import { createDocument, reload, revision } from './save.ts';

/** draft → submitted: from here on the document is never edited. */
export async function submitDocument(write: Write, docType: StoredDocType, id: string, expected: Expected): Promise<DocumentValues> {
  const stored = await loadExpected(write, docType, id, expected, ['draft'], 'submitted');
  const errors = draftErrors(docType, stored);
  if (errors.length > 0) refuseErrors(errors);
  // Linked documents may have been deleted or changed since the draft was saved.
  const unfit = await checkLinks(write, docType, stored, { locked: 'fields' });
  const doc = await turn(write, docType, stored, 'submitted', docType.declaration.hooks?.onSubmit);
  if (unfit.length > 0) refuseErrors(unfit);
  return doc;
}

/** submitted → cancelled: the domain posts the reverse. */
export async function cancelDocument(write: Write, docType: StoredDocType, id: string, expected: Expected): Promise<DocumentValues> {
  const stored = await loadExpected(write, docType, id, expected, ['submitted'], 'cancelled');
  await write.references.require(write.tx, stored);
  return turn(write, docType, stored, 'cancelled', docType.declaration.hooks?.onCancel);
}

/** cancelled → a new draft with what a person had entered. A cancelled document is amended once. */
export async function amendDocument(write: Write, docType: StoredDocType, id: string, expected: Expected): Promise<DocumentValues> {
  const stored = await loadExpected(write, docType, id, expected, ['cancelled'], 'amended');
  return createDocument(write, docType, enteredValues(docType, stored), { amendedFrom: id });
}

export async function removeDocument(write: Write, docType: StoredDocType, id: string, expected: Expected): Promise<void> {
  const stored = await loadExpected(write, docType, id, expected, ['draft', 'saved'], 'deleted', 'remove');
  write.guard?.confirm(null);
  await refuseOwnVeto(write, docType, id, null);
  await docType.declaration.hooks?.beforeDelete?.(stored, write.context);
  await refuseWhenReferenced(write, docType, id);
  await deleteDocument(write.tx, docType, id);
}

type Hook = (doc: DocumentValues, context: Write['context']) => Promise<void>;

async function turn(
  write: Write,
  docType: StoredDocType,
  stored: DocumentValues,
  status: DocumentValues['status'],
  hook: Hook | undefined,
): Promise<DocumentValues> {
  const doc = { ...stored, status, ...revision(write, docType, stored) } as DocumentValues;
  await updateChanged(write.tx, docType, stored, doc);
  const before = structuredClone(doc);
  await hook?.(doc, write.context);
  // What the hook set on the document itself (computed rates, a posting status); what it patched stands already.
  await updateChanged(write.tx, docType, before, doc);
  return reload(write, docType, doc.id);
}

function enteredValues(docType: StoredDocType, doc: DocumentValues): Record<string, unknown> {
  const entered = (fields: readonly RowFieldMeta[], values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(fields.filter(({ readOnly }) => !readOnly).map((field) => [field.name, allowed(field, values[field.name])]));
  return {
    ...entered(docType.scalars, doc),
    ...Object.fromEntries(
      docType.children.map(({ field, columns }) => [field.name, (doc[field.name] as RowValues[]).map((row) => entered(columns, row))]),
    ),
  };
}

/** What was entered before there was a rule against it is to be entered anew. */
function allowed(field: RowFieldMeta, value: unknown): unknown {
  return 'value' in readFieldValue(field, value) ? value : null;
}
