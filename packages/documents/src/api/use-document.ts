import type { Document } from '@business-m/metadata';
import { type ApiClient, useApi } from '@business-m/sdk';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { documentPath } from './paths.ts';
import { usePolling } from './polling.ts';
import { queryKeys } from './query-keys.ts';

/** One document by id, cached where every write to it puts the newest. */
export function documentQuery(api: ApiClient, doctype: string, id: string) {
  return queryOptions({
    queryKey: queryKeys.document(doctype, id),
    queryFn: async ({ signal }) => (await api.get<Document>(documentPath(doctype, id), { signal })).data,
  });
}

/** The document a form shows. While `pollWhile` holds it is asked for again (`usePolling`); then reports and lists are, which show the same. */
export function useDocument(doctype: string, id: string | null, pollWhile?: (doc: Document) => boolean) {
  const client = useQueryClient();
  const query = useQuery({
    ...documentQuery(useApi(), doctype, id ?? ''),
    enabled: id !== null,
  });
  const waiting = Boolean(pollWhile && query.data && pollWhile(query.data));
  usePolling(waiting, () => query.refetch({ cancelRefetch: false }));
  const waited = useRef(false);
  useEffect(() => {
    if (waited.current && !waiting) {
      void client.invalidateQueries({ queryKey: queryKeys.reports() });
      void client.invalidateQueries({ queryKey: queryKeys.lists(doctype) });
    }
    waited.current = waiting;
  }, [waiting, client, doctype]);
  return query;
}
