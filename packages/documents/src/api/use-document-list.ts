import type { Document, DocumentList } from '@business-m/metadata';
import { useApi } from '@business-m/sdk';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { listPath } from './paths.ts';
import { queryKeys } from './query-keys.ts';

/** While documents are on their way elsewhere, how often a screen asks whether they have arrived. */
export const POLL_INTERVAL_MS = 2_000;

/**
 * The list that `search` (a page's own query string) asks for, page by page. The first page's URL is exactly
 * `/api/resource/<doctype><search>`.
 */
export function useDocumentList(doctype: string, search: string, options: { pollWhile?: (doc: Document) => boolean } = {}) {
  const api = useApi();
  const { pollWhile } = options;
  return useInfiniteQuery({
    queryKey: queryKeys.list(doctype, search),
    queryFn: async ({ pageParam, signal }) =>
      (await api.get<DocumentList>(listPath(doctype, withCursor(search, pageParam)), { signal })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      pollWhile && query.state.data?.pages.some((page) => page.items.some(pollWhile)) ? POLL_INTERVAL_MS : false,
  });
}

/** Adds `cursor` to a query string without respelling the rest of it. */
export function withCursor(search: string, cursor: string | null): string {
  if (cursor === null) return search;
  return `${search === '' || search === '?' ? '?' : `${search}&`}cursor=${encodeURIComponent(cursor)}`;
}
