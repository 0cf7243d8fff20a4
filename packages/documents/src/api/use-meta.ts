import type { DocTypeMeta } from '@business-m/metadata';
import { useApi } from '@business-m/sdk';
import { useQuery } from '@tanstack/react-query';
import { metaPath } from './paths.ts';
import { queryKeys } from './query-keys.ts';

/** What `doctype` is for the signed-in user: fields, layout, actions. Fetched once a session. */
export function useMeta(doctype: string) {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.meta(doctype),
    queryFn: async ({ signal }) => (await api.get<DocTypeMeta>(metaPath(doctype), { signal })).data,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    enabled: doctype !== '',
  });
}
