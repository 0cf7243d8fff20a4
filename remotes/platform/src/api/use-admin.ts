import { useApi } from '@business-m/sdk';
import type { Difference, EnvironmentList, History, ProposalList } from '@business-m/sdk/platform';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { adminKeys, adminPath } from './admin-path.ts';

/** How often what others may change is looked at again while somebody looks at it. */
export const POLL_MS = 10_000;
const HISTORY_PAGE = 25;

/** All environments: who serves what, who locked what, what waits. */
export function useEnvironments() {
  const api = useApi();
  return useQuery({
    queryKey: adminKeys.environments,
    queryFn: async ({ signal }) => (await api.get<EnvironmentList>(adminPath('environments'), { signal })).data,
    refetchInterval: POLL_MS,
  });
}

/** Revisions of an environment, newest first, page by page. */
export function useHistory(environment: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: adminKeys.history(environment),
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(HISTORY_PAGE), ...(pageParam === null ? {} : { before: String(pageParam) }) });
      return (await api.get<History>(`${adminPath('environments', environment, 'history')}?${query}`, { signal })).data;
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

/** What differs between two revisions of an environment. */
export function useRevisionDiff(environment: string, from: number, to: number) {
  const api = useApi();
  const query = `?from=${from}&to=${to}`;
  return useQuery({
    queryKey: adminKeys.diff(environment, query),
    queryFn: async ({ signal }) =>
      (await api.get<{ differences: Difference[] }>(`${adminPath('environments', environment, 'diff')}${query}`, { signal })).data
        .differences,
    // Revisions never change.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Changes of an environment that wait for somebody else's word, and those that had it. */
export function useProposals(environment: string) {
  const api = useApi();
  return useQuery({
    queryKey: adminKeys.proposals(environment),
    queryFn: async ({ signal }) =>
      (await api.get<ProposalList>(adminPath('environments', environment, 'proposals'), { signal })).data.items,
    refetchInterval: POLL_MS,
  });
}
