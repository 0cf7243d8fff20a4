import type { Document } from '@business-m/metadata';
import { useApi } from '@business-m/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { documentPath, listPath } from './paths.ts';
import { queryKeys } from './query-keys.ts';

/** The ETag of a document as it was read. */
export const etagOf = (doc: Pick<Document, 'revision'>) => `"${doc.revision}"`;

export type Transition = 'submit' | 'cancel' | 'amend';

/** The writes of one DocType. Each puts the answer in the cache and drops what it may have changed. */
export interface DocumentWrites {
  create(values: object, idempotencyKey: string): Promise<Document>;
  save(doc: Document, values: object, idempotencyKey: string): Promise<Document>;
  transition(doc: Document, transition: Transition, idempotencyKey: string): Promise<Document>;
  remove(doc: Document): Promise<void>;
}

export function useDocumentWrites(doctype: string): DocumentWrites {
  const api = useApi();
  const client = useQueryClient();
  return useMemo(() => {
    const settle = (doc: Document | null) => {
      if (doc) client.setQueryData(queryKeys.document(doctype, doc.id), doc);
      void client.invalidateQueries({
        queryKey: queryKeys.resource(doctype),
        predicate: (query) => query.queryKey[2] !== 'document' || (doc !== null && query.queryKey[3] !== doc.id && query.isStale()),
      });
      void client.invalidateQueries({ queryKey: queryKeys.reports() });
      return doc;
    };
    const keep = (doc: Document): Document => {
      settle(doc);
      return doc;
    };
    return {
      create: async (values, idempotencyKey) => keep((await api.post<Document>(listPath(doctype, ''), values, { idempotencyKey })).data),
      save: async (doc, values, idempotencyKey) =>
        keep((await api.put<Document>(documentPath(doctype, doc.id), values, { ifMatch: etagOf(doc), idempotencyKey })).data),
      transition: async (doc, transition, idempotencyKey) =>
        keep(
          (await api.post<Document>(`${documentPath(doctype, doc.id)}/${transition}`, {}, { ifMatch: etagOf(doc), idempotencyKey })).data,
        ),
      remove: async (doc) => {
        await api.delete(documentPath(doctype, doc.id), { ifMatch: etagOf(doc) });
        client.removeQueries({ queryKey: queryKeys.document(doctype, doc.id) });
        settle(null);
      },
    };
  }, [api, client, doctype]);
}
