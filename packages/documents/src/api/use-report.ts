import { useApi } from '@business-m/sdk';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { queryKeys } from './query-keys.ts';
import { withCursor } from './use-document-list.ts';

/** A report's answer. `path` is its whole URL: `/api/finance/reports/trial-balance?from=2026-01-01`. */
export function useReport<T>(path: string, options: { enabled?: boolean } = {}) {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.report(path),
    queryFn: async ({ signal }) => (await api.get<T>(path, { signal })).data,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}

/** A report that answers in pages (`next_cursor`). The first page's URL is exactly `path`. */
export function usePagedReport<T extends { next_cursor: string | null }>(path: string, options: { enabled?: boolean } = {}) {
  const api = useApi();
  const [base = '', query] = path.split('?');
  return useInfiniteQuery({
    queryKey: queryKeys.reportPages(path),
    queryFn: async ({ pageParam, signal }) => {
      const url = pageParam === null ? path : base + withCursor(query === undefined ? '' : `?${query}`, pageParam);
      return (await api.get<T>(url, { signal })).data;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
}
