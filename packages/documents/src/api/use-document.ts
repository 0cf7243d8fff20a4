import type { Document } from '@business-m/metadata';
import { type ApiClient, useApi } from '@business-m/sdk';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { documentPath } from './paths.ts';
import { queryKeys } from './query-keys.ts';
import { POLL_INTERVAL_MS } from './use-document-list.ts';

/** One document by id, cached where every write to it puts the newest. */
export function documentQuery(api: ApiClient, doctype: string, id: string) {
  return queryOptions({
    queryKey: queryKeys.document(doctype, id),
    queryFn: async ({ signal }) => (await api.get<Document>(documentPath(doctype, id), { signal })).data,
  });
}

/** The document a form shows. While `pollWhile` holds it is asked for again, and the reports when it has changed. */
export function useDocument(doctype: string, id: string | null, pollWhile?: (doc: Document) => boolean) {
  const client = useQueryClient();
  const query = useQuery({
    ...documentQuery(useApi(), doctype, id ?? ''),
    enabled: id !== null,
    refetchInterval: ({ state }) => (pollWhile && state.data && pollWhile(state.data) ? POLL_INTERVAL_MS : false),
  });
  const waiting = Boolean(pollWhile && query.data && pollWhile(query.data));
  const waited = useRef(false);
  useEffect(() => {
    if (waited.current && !waiting) void client.invalidateQueries({ queryKey: queryKeys.reports() });
    waited.current = waiting;
  }, [waiting, client]);
  return query;
}
