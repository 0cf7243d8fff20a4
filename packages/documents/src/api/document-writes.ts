import { type Document, documentSchema } from '@business-m/metadata';
import { useApi } from '@business-m/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { paths, queryKeys } from './query-keys.ts';

export type Transition = 'submit' | 'cancel' | 'amend';
export type DocumentCommand = 'save' | 'delete' | Transition;

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
    const pathOf = ({ id }: Document) => paths.document(doctype, id);
    const ifMatch = ({ revision }: Document) => `"${revision}"`;
    const refresh = (written: Document | null) => {
      void client.invalidateQueries({
        queryKey: queryKeys.resource(doctype),
        predicate: (query) => query.queryKey[2] !== 'document' || (written !== null && query.queryKey[3] !== written.id && query.isStale()),
      });
      void client.invalidateQueries({ queryKey: queryKeys.reports() });
    };
    const keep = async (answer: Promise<{ data: Document }>): Promise<Document> => {
      const { data } = await answer;
      client.setQueryData(queryKeys.document(doctype, data.id), data);
      refresh(data);
      return data;
    };
    const schema = documentSchema;
    return {
      create: (values, idempotencyKey) => keep(api.post(paths.list(doctype), values, { schema, idempotencyKey })),
      save: (doc, values, idempotencyKey) => keep(api.put(pathOf(doc), values, { schema, ifMatch: ifMatch(doc), idempotencyKey })),
      transition: (doc, transition, idempotencyKey) =>
        keep(api.post(`${pathOf(doc)}/${transition}`, {}, { schema, ifMatch: ifMatch(doc), idempotencyKey })),
      async remove(doc) {
        await api.delete(pathOf(doc), { ifMatch: ifMatch(doc) });
        client.removeQueries({ queryKey: queryKeys.document(doctype, doc.id) });
        refresh(null);
      },
    };
  }, [api, client, doctype]);
}
