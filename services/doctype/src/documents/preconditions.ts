import { Refusal } from '@business-m/protocols';
import type { DocumentValues } from '../document.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { editedRevision, type Lock, loadDocument } from '../storage/document-store.ts';
import type { Write } from '../transaction/runtime.ts';

export interface Expected {
  /** The revision the caller has seen; `*` stands for every revision; absent means unchecked. */
  ifMatch?: number | '*' | undefined;
  /** The metadata the caller filled in the form from; absent: not checked. */
  schemaHash?: string | undefined;
}

/** Loads and locks the document; refuses it when it is not as `ifMatch` says, or not in one of `statuses`; `changed` ends the sentence. */
export async function loadExpected(
  write: Write,
  docType: StoredDocType,
  id: string,
  { ifMatch }: Expected,
  statuses: readonly DocumentValues['status'][],
  changed: string,
  lock: Lock = 'change',
): Promise<DocumentValues> {
  const stored = await loadDocument(write.tx, docType, id, lock);
  if (!stored) throw notFound(docType, id);
  if (ifMatch !== undefined && ifMatch !== '*' && !(await hasSeen(write, docType, stored, ifMatch))) {
    const message = `${id} was changed by ${String(stored.modified_by)} since you opened it.`;
    throw new Refusal('stale', message, { current: stored });
  }
  if (statuses.includes(stored.status)) return stored;
  throw new Refusal(
    'wrong-status',
    `${id} is ${stored.status}: only a ${statuses.join(' or ')} ${docType.declaration.label} can be ${changed}.`,
  );
}

/** Whether `revision` shows all that people wrote; what the outbox patched since does not count. */
async function hasSeen(write: Write, docType: StoredDocType, stored: DocumentValues, revision: number): Promise<boolean> {
  if (revision === stored.revision) return true;
  if (revision > stored.revision) return false;
  const edited = await editedRevision(write.tx, docType, stored.id);
  return edited !== null && revision >= edited;
}

export function notFound(docType: StoredDocType, id: string): Refusal {
  return new Refusal('not-found', `There is no ${docType.declaration.label} “${id}”.`);
}

export function checkSchemaHash(docType: StoredDocType, { schemaHash }: Expected): void {
  if (schemaHash === undefined || schemaHash === docType.schemaHash) return;
  throw new Refusal('schema-changed', `The fields of ${docType.declaration.labelPlural} have changed. Reload the page and try again.`);
}
