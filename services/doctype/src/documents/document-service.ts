import type { DocTypeAction, DocTypeMeta, DocumentList } from '@business-m/metadata';
import type { CallContext } from '@business-m/protocols';
import { readSnapshot } from '../database/run-transaction.ts';
import type { DocumentValues } from '../document.ts';
import type { StoredDocType } from '../storage/doctype-storage.ts';
import { loadDocument } from '../storage/document-store.ts';
import { runWrite } from '../transaction/run-write.ts';
import { findDocType, type Runtime, type Write } from '../transaction/runtime.ts';
import { guardChange } from './guarded-change.ts';
import { once } from './idempotency.ts';
import { amendDocument, cancelDocument, removeDocument, submitDocument } from './lifecycle.ts';
import { listDocuments } from './list.ts';
import { readListQuery } from './list-query.ts';
import { authorise, metaFor, readableStatuses } from './permission.ts';
import { type Expected, notFound } from './preconditions.ts';
import { createDocument, saveDocument } from './save.ts';

export type DocumentService = ReturnType<typeof createDocumentService>;

/** Reads and writes the documents of one domain for a caller. A write is one transaction and honours `call.idempotencyKey`. */
export function createDocumentService(runtime: Runtime) {
  function permitted(doctype: string, action: 'read' | DocTypeAction, call: CallContext): StoredDocType {
    const docType = findDocType(runtime, doctype);
    authorise(docType, action, call);
    return docType;
  }

  /** `document` also tells one request under an `Idempotency-Key` from another. */
  async function write(
    action: DocTypeAction,
    doctype: string,
    document: { id?: string; values?: unknown },
    call: CallContext,
    work: (write: Write, docType: StoredDocType) => Promise<DocumentValues>,
  ): Promise<DocumentValues> {
    const docType = permitted(doctype, action, call);
    const guard = action === 'save' ? guardChange(runtime, docType, document.id ?? '', document.values ?? {}, call) : null;
    return runWrite(runtime, call, (write) => once(write, { action, doctype, ...document }, () => work(write, docType)), {
      document: { docType, ...document },
      guard,
    });
  }

  const lifecycle =
    (action: 'submit' | 'cancel' | 'amend', work: typeof submitDocument) =>
    (doctype: string, id: string, call: CallContext, expected: Expected = {}) =>
      write(action, doctype, { id }, call, (write, docType) => work(write, docType, id, expected));

  return {
    meta: (doctype: string, call: CallContext): DocTypeMeta => metaFor(findDocType(runtime, doctype), runtime.domain.scope, call),
    async list(doctype: string, parameters: URLSearchParams, call: CallContext): Promise<DocumentList> {
      const docType = permitted(doctype, 'read', call);
      const query = { ...readListQuery(docType, parameters), statuses: readableStatuses(docType.declaration, call) };
      return readSnapshot(runtime.db, (tx) => listDocuments(tx, runtime.schema, docType, query));
    },
    async get(doctype: string, id: string, call: CallContext): Promise<DocumentValues> {
      const docType = permitted(doctype, 'read', call);
      // A document with child tables is several statements; one without is a snapshot by itself.
      const load = (db: typeof runtime.db) => loadDocument(db, docType, id);
      const doc = await (docType.children.length > 0 ? readSnapshot(runtime.db, load) : load(runtime.db));
      const statuses = readableStatuses(docType.declaration, call);
      if (!doc || (statuses && !statuses.includes(doc.status))) throw notFound(docType, id);
      return doc;
    },
    create: (doctype: string, values: unknown, call: CallContext, expected?: Expected) =>
      write('create', doctype, { values }, call, (write, docType) => createDocument(write, docType, values, expected)),
    /** Changes the fields that are sent; a table that is sent replaces its rows. */
    save: (doctype: string, id: string, values: unknown, call: CallContext, expected: Expected = {}) =>
      write('save', doctype, { id, values }, call, (write, docType) => saveDocument(write, docType, id, values, expected)),
    submit: lifecycle('submit', submitDocument),
    cancel: lifecycle('cancel', cancelDocument),
    amend: lifecycle('amend', amendDocument),
    async remove(doctype: string, id: string, call: CallContext, expected: Expected = {}): Promise<void> {
      const docType = permitted(doctype, 'delete', call);
      const guard = guardChange(runtime, docType, id, null, call);
      await runWrite(runtime, call, (write) => removeDocument(write, docType, id, expected), { guard });
    },
  };
}
