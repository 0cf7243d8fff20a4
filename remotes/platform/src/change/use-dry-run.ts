import { useSettled } from '@business-m/documents';
import type { Change } from '@business-m/sdk/platform';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useAdmin } from '../api/use-admin.ts';

const SETTLE_MS = 250;

/** Asks the gateway what changes would do; writes nothing. */
export function useDryRun(environment: string, { parent, changes }: { parent: number; changes: readonly Change[] | null }) {
  const admin = useAdmin();
  const text = changes === null ? '' : JSON.stringify(changes);
  const settled = useSettled(text, SETTLE_MS);
  const query = useQuery({
    // Not under `ALL_KEY`: the answer depends on the changes and the revision alone.
    queryKey: ['platform-dry-run', environment, parent, settled],
    queryFn: ({ signal }) => {
      const body = { changes: [...(changes ?? [])], reason: 'Preview', dryRun: true };
      return admin.changes({ environment, seen: parent, body }, { signal, timeoutMs: 15_000 });
    },
    enabled: settled !== '' && settled === text,
    placeholderData: keepPreviousData,
    // A refusal is an answer, and a revision never changes.
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const upToDate = text !== '' && text === settled && !query.isFetching;
  return { data: text === '' ? undefined : query.data, error: upToDate ? query.error : null, upToDate: upToDate && query.isSuccess };
}
