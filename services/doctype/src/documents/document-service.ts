import type { DocTypeMeta, DocumentList } from '@business-m/metadata';
import type { CallContext } from '@business-m/protocols';
import type { DocumentValues } from '../declaration.ts';
import { loadDocument } from '../storage/document-store.ts';
import { foresee, foreseeStored } from './foresee.ts';
import { once } from './idempotency.ts';
import { refuseWhenUsedElsewhere } from './in-use.ts';
import { amendDocument, cancelDocument, removeDocument, submitDocument } from './lifecycle.ts';
import { listDocuments } from './list.ts';
import { readListQuery } from './list-query.ts';
import { authorise, metaFor } from './permission.ts';
import { type Expected, notFound } from './preconditions.ts';
import { findDocType, type Runtime } from './runtime.ts';
import { createDocument, saveDocument } from './save.ts';
import { runWrite } from './write.ts';

/**
 * All that can be done with the documents of one domain, for a caller whose roles are checked. Every write is one transaction and
 * honours `call.idempotencyKey`. Expected noes are thrown as `Refusal`.
 */
export interface DocumentService {
  meta(doctype: string, call: CallContext): DocTypeMeta;
  /** `parameters` as in the query string of `GET /api/resource/<DocType>`. */
  list(doctype: string, parameters: URLSearchParams, call: CallContext): Promise<DocumentList>;
  get(doctype: string, id: string, call: CallContext): Promise<DocumentValues>;
  create(doctype: string, values: unknown, call: CallContext, expected?: Expected): Promise<DocumentValues>;
  /** Changes the fields that are sent; a table that is sent replaces its rows. */
  save(doctype: string, id: string, values: unknown, call: CallContext, expected?: Expected): Promise<DocumentValues>;
  submit(doctype: string, id: string, call: CallContext, expected?: Expected): Promise<DocumentValues>;
  cancel(doctype: string, id: string, call: CallContext, expected?: Expected): Promise<DocumentValues>;
  amend(doctype: string, id: string, call: CallContext, expected?: Expected): Promise<DocumentValues>;
  remove(doctype: string, id: string, call: CallContext, expected?: Expected): Promise<void>;
}

export function createDocumentService(runtime: Runtime): DocumentService {
  const lifecycle =
    (action: 'submit' | 'cancel' | 'amend', work: typeof submitDocument): DocumentService['submit'] =>
    async (doctype, id, call, expected = {}) => {
      const docType = findDocType(runtime, doctype);
      authorise(docType, action, call);
      return runWrite(runtime, call, (write) => once(write, { action, doctype, id }, () => work(write, docType, id, expected)), {
        foresee: async () => foreseeStored(runtime, docType, id),
      });
    };
  return {
    meta: (doctype, call) => metaFor(findDocType(runtime, doctype), runtime.domain.scope, call),
    async list(doctype, parameters, call) {
      const docType = findDocType(runtime, doctype);
      authorise(docType, 'read', call);
      return listDocuments(runtime.db, docType, readListQuery(docType, parameters));
    },
    async get(doctype, id, call) {
      const docType = findDocType(runtime, doctype);
      authorise(docType, 'read', call);
      const doc = await loadDocument(runtime.db, docType, id);
      if (!doc) throw notFound(docType, id);
      return doc;
    },
    async create(doctype, values, call, expected = {}) {
      const docType = findDocType(runtime, doctype);
      authorise(docType, 'create', call);
      return runWrite(
        runtime,
        call,
        (write) => once(write, { action: 'create', doctype, values }, () => createDocument(write, docType, values, expected)),
        { foresee: async () => foresee(runtime, docType, values) },
      );
    },
    async save(doctype, id, values, call, expected = {}) {
      const docType = findDocType(runtime, doctype);
      authorise(docType, 'save', call);
      return runWrite(
        runtime,
        call,
        (write) => once(write, { action: 'save', doctype, id, values }, () => saveDocument(write, docType, id, values, expected)),
        { foresee: async () => foresee(runtime, docType, values) },
      );
    },
    submit: lifecycle('submit', submitDocument),
    cancel: lifecycle('cancel', cancelDocument),
    amend: lifecycle('amend', amendDocument),
    async remove(doctype, id, call, expected = {}) {
      const docType = findDocType(runtime, doctype);
      authorise(docType, 'delete', call);
      await refuseWhenUsedElsewhere(runtime, docType, id, call);
      await runWrite(runtime, call, (write) => removeDocument(write, docType, id, expected));
    },
  };
}
