import { type ApiClient, ApiError, type RequestOptions, useApi } from '@business-m/sdk';
import { createAdminClient, type MergedDocument, readMerged } from '@business-m/sdk/platform';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

/** All queries begin with this key, so that one call makes all of them stale. */
export const ALL_KEY = ['platform'] as const;
export const ENVIRONMENTS_KEY = ['platform', 'environments'] as const;

/** While a screen shows what others may change. */
export const POLL_MS = 10_000;
const HISTORY_PAGE = 25;

/** The admin API, each answer checked against the contract. */
export function useAdmin() {
  const api = useApi();
  return useMemo(() => adminOver(api), [api]);
}

const adminOver = (api: ApiClient) =>
  createAdminClient<RequestOptions>({
    async exchange({ method, path, ifMatch, body }, options = {}) {
      if (method === 'GET') return (await api.get<unknown>(path, options)).data;
      if (method === 'PUT') return (await api.put<unknown>(path, body, { ...options, ifMatch: ifMatch ?? '' })).data;
      return (await api.post<unknown>(path, body, { ...options, ...(ifMatch === undefined ? {} : { ifMatch }) })).data;
    },
    unreadable: (_, issue) =>
      new ApiError({
        type: 'about:blank',
        title: 'Unexpected answer',
        status: 0,
        code: 'bad-answer',
        detail: `The gateway gave an answer that this screen does not understand (${issue?.path.join('.')}: ${issue?.message}). Reload the page.`,
      }),
  });

export function useEnvironments() {
  const admin = useAdmin();
  return useQuery({ queryKey: ENVIRONMENTS_KEY, queryFn: ({ signal }) => admin.environments({}, { signal }), refetchInterval: POLL_MS });
}

export interface EnvironmentDocument extends MergedDocument {
  number: number;
}

/** The newest revision of an environment, merged with what it extends. */
export function useEnvironmentDocument(environment: string, enabled = true) {
  const admin = useAdmin();
  return useQuery({
    queryKey: ['platform', 'environment', environment],
    queryFn: async ({ signal }): Promise<EnvironmentDocument> => {
      const { head, merged } = await admin.environment({ environment }, { signal });
      return { number: head.number, ...readMerged(merged) };
    },
    enabled,
  });
}

export function useHistory(environment: string) {
  const admin = useAdmin();
  return useInfiniteQuery({
    queryKey: ['platform', 'history', environment],
    queryFn: ({ pageParam, signal }) =>
      admin.history({ environment, limit: HISTORY_PAGE, ...(pageParam === null ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useRevisionDiff(environment: string, from: number, to: number) {
  const admin = useAdmin();
  return useQuery({
    queryKey: ['platform', 'diff', environment, from, to],
    queryFn: async ({ signal }) => (await admin.diff({ environment, from, to }, { signal })).differences,
    // Revisions never change.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useProposals(environment: string) {
  const admin = useAdmin();
  return useQuery({
    queryKey: ['platform', 'proposals', environment],
    queryFn: async ({ signal }) => (await admin.proposals({ environment }, { signal })).items,
    refetchInterval: POLL_MS,
  });
}
