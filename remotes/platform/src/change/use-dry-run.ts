import { useApi } from '@business-m/sdk';
import type { Change, ChangeOutcome } from '@business-m/sdk/platform';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { adminKeys, adminPath } from '../api/admin-path.ts';
import { useSettledText } from './use-settled.ts';

/** What changes would do, as the gateway says it; nothing is written. */
export function useDryRun(environment: string, { parent, changes }: { parent: number; changes: readonly Change[] | null }) {
  const api = useApi();
  const text = changes === null ? '' : JSON.stringify(changes);
  const settled = useSettledText(text);
  const query = useQuery({
    queryKey: adminKeys.dryRun(environment, parent, settled),
    queryFn: async ({ signal }) => {
      const body = { changes: JSON.parse(settled) as Change[], reason: 'Preview', dryRun: true };
      const path = adminPath('environments', environment, 'changes');
      return (await api.post<ChangeOutcome>(path, body, { ifMatch: `"${parent}"`, signal, timeoutMs: 15_000 })).data;
    },
    enabled: settled !== '',
    placeholderData: keepPreviousData,
    // A refusal is an answer. And what was true of a revision stays true of it.
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const upToDate = text !== '' && text === settled && !query.isFetching;
  return {
    data: text === '' ? undefined : query.data,
    error: upToDate ? query.error : null,
    upToDate: upToDate && query.isSuccess,
    refetch: query.refetch,
  };
}
