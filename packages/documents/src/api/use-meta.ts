import type { DocTypeMeta } from '@business-m/metadata';
import { type ApiClient, useApi } from '@business-m/sdk';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { metaPath } from './paths.ts';
import { queryKeys } from './query-keys.ts';

export function metaQuery(api: ApiClient, doctype: string) {
  return queryOptions({
    queryKey: queryKeys.meta(doctype),
    queryFn: async ({ signal }) => (await api.get<DocTypeMeta>(metaPath(doctype), { signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    enabled: doctype !== '',
  });
}

/** What `doctype` is for the signed-in user: fields, layout, actions. Fetched once a session. */
export function useMeta(doctype: string) {
  return useQuery(metaQuery(useApi(), doctype));
}
