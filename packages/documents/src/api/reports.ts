import { type PagedReportPath, type Report, type ReportPath, reportSchemas } from '@business-m/metadata/reports';
import { type AnswerSchema, useApi } from '@business-m/sdk';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { withCursor } from './documents.ts';
import { useLastGood } from './last-good.ts';
import { queryKeys } from './query-keys.ts';

interface ReportQuery {
  /** The query string with its `?`, or empty. */
  search?: string;
  enabled?: boolean;
}

const schemas: { readonly [P in ReportPath]: AnswerSchema<Report<P>> } = reportSchemas;

/** A report's answer: `useReport('/api/finance/reports/trial-balance', { search: '?from=2026-01-01' })`. */
export function useReport<P extends ReportPath>(report: P, { search = '', enabled = true }: ReportQuery = {}) {
  const api = useApi();
  const path = report + search;
  const read = useQuery({
    queryKey: queryKeys.report(path),
    queryFn: async ({ signal }) => (await api.get(path, { schema: schemas[report], signal })).data,
    placeholderData: keepPreviousData,
    enabled,
  });
  return useLastGood(report, read);
}

/** A report that answers in pages, with the rows of all of them. The first page's URL is exactly the report's path and `search`. */
export function usePagedReport<P extends PagedReportPath>(report: P, { search = '', enabled = true }: ReportQuery = {}) {
  const api = useApi();
  const path = report + search;
  const read = useInfiniteQuery({
    queryKey: queryKeys.reportPages(path),
    queryFn: async ({ pageParam, signal }) => (await api.get(withCursor(path, pageParam), { schema: schemas[report], signal })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    enabled,
  });
  return useLastGood(report, read);
}
