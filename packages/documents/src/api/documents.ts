import { type Document, docTypeMetaSchema, documentListSchema, documentSchema } from '@business-m/metadata';
import { type ApiClient, useApi } from '@business-m/sdk';
import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLastGood } from './last-good.ts';
import { usePolling } from './polling.ts';
import { paths, queryKeys } from './query-keys.ts';

export function metaQuery(api: ApiClient, doctype: string) {
  return queryOptions({
    queryKey: queryKeys.meta(doctype),
    queryFn: async ({ signal }) => (await api.get(paths.meta(doctype), { schema: docTypeMetaSchema, signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    enabled: doctype !== '',
  });
}

/** What `doctype` is for the signed-in user: fields, layout, actions. Fetched once a session. */
export function useMeta(doctype: string) {
  return useQuery(metaQuery(useApi(), doctype));
}

export function documentQuery(api: ApiClient, doctype: string, id: string) {
  return queryOptions({
    queryKey: queryKeys.document(doctype, id),
    queryFn: async ({ signal }) => (await api.get(paths.document(doctype, id), { schema: documentSchema, signal })).data,
  });
}

/**
 * The document a form shows. While `pollWhile` holds, it is fetched again (`usePolling`); afterwards reports and lists are, which show the
 * same.
 */
export function useDocument(doctype: string, id: string | null, pollWhile?: (doc: Document) => boolean) {
  const client = useQueryClient();
  const query = useQuery({ ...documentQuery(useApi(), doctype, id ?? ''), enabled: id !== null });
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

/** One page of documents. The caller chooses the cache key. */
export async function fetchDocuments(api: ApiClient, doctype: string, search: string, signal: AbortSignal) {
  return (await api.get(paths.list(doctype, search), { schema: documentListSchema, signal })).data;
}

/**
 * The list that `search` (a page's own query string) asks for, page by page. The first page's URL is exactly
 * `/api/resource/<doctype><search>`. While `pollWhile` holds of a row, the list is fetched again (`usePolling`).
 */
export function useDocumentList(doctype: string, search: string, { pollWhile }: { pollWhile?: (doc: Document) => boolean } = {}) {
  const api = useApi();
  const list = useInfiniteQuery({
    queryKey: queryKeys.list(doctype, search),
    queryFn: ({ pageParam, signal }) => fetchDocuments(api, doctype, withCursor(search, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const waiting = Boolean(pollWhile && list.data?.pages.some((page) => page.items.some(pollWhile)));
  usePolling(waiting, () => list.refetch({ cancelRefetch: false }));
  return useLastGood(doctype, list);
}

/** Adds `cursor` to a query string, or to a path with one, without respelling the rest of it. */
export function withCursor(search: string, cursor: string | null): string {
  if (cursor === null) return search;
  const separator = search.includes('?') ? (search.endsWith('?') ? '' : '&') : '?';
  return `${search}${separator}cursor=${encodeURIComponent(cursor)}`;
}
