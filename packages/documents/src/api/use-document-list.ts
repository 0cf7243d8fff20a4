import type { Document, DocumentList } from '@business-m/metadata';
import { useApi } from '@business-m/sdk';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { listPath } from './paths.ts';
import { usePolling } from './polling.ts';
import { queryKeys } from './query-keys.ts';

/**
 * The list that `search` (a page's own query string) asks for, page by page. The first page's URL is exactly
 * `/api/resource/<doctype><search>`. While `pollWhile` holds of a row it is asked for again (`usePolling`).
 */
export function useDocumentList(doctype: string, search: string, options: { pollWhile?: (doc: Document) => boolean } = {}) {
  const api = useApi();
  const { pollWhile } = options;
  const list = useInfiniteQuery({
    queryKey: queryKeys.list(doctype, search),
    queryFn: async ({ pageParam, signal }) =>
      (await api.get<DocumentList>(listPath(doctype, withCursor(search, pageParam)), { signal })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const waiting = Boolean(pollWhile && list.data?.pages.some((page) => page.items.some(pollWhile)));
  usePolling(waiting, () => list.refetch({ cancelRefetch: false }));
  return list;
}

/** Adds `cursor` to a query string without respelling the rest of it. */
export function withCursor(search: string, cursor: string | null): string {
  if (cursor === null) return search;
  return `${search === '' || search === '?' ? '?' : `${search}&`}cursor=${encodeURIComponent(cursor)}`;
}
