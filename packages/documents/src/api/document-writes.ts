import { type Document, documentSchema } from '@business-m/metadata';
import { useApi } from '@business-m/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { paths, queryKeys } from './query-keys.ts';

type Transition = 'submit' | 'cancel' | 'amend';
export type DocumentCommand = 'save' | 'delete' | Transition;

/** The writes of one DocType. Each caches the answer and drops the queries that it may have changed. */
export function useDocumentWrites(doctype: string) {
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
      create: (values: object, idempotencyKey: string) => keep(api.post(paths.list(doctype), values, { schema, idempotencyKey })),
      save: (doc: Document, values: object, idempotencyKey: string) =>
        keep(api.put(pathOf(doc), values, { schema, ifMatch: ifMatch(doc), idempotencyKey })),
      transition: (doc: Document, transition: Transition, idempotencyKey: string) =>
        keep(api.post(`${pathOf(doc)}/${transition}`, {}, { schema, ifMatch: ifMatch(doc), idempotencyKey })),
      async remove(doc: Document) {
        await api.delete(pathOf(doc), { ifMatch: ifMatch(doc) });
        client.removeQueries({ queryKey: queryKeys.document(doctype, doc.id) });
        refresh(null);
      },
    };
  }, [api, client, doctype]);
}
