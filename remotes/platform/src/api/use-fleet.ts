import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { POLL_MS, useAdmin } from './use-admin.ts';

/** Not under `ALL_KEY`: it is no query to refresh. */
const AWAITED_KEY = ['platform-awaited'] as const;
/** The gateway that answers may take up a new revision a moment later. */
const AWAITED_POLL_MS = 400;
const AWAITED_AT_MOST_MS = 10_000;

interface Awaited {
  revision: number;
  until: number;
}

/** The served environment with its health; of one remote also its published releases. */
export function useFleet(scope?: string) {
  const admin = useAdmin();
  const client = useQueryClient();
  return useQuery({
    queryKey: ['platform', 'fleet', scope ?? ''],
    queryFn: ({ signal }) => admin.fleet(scope === undefined ? {} : { scope, published: true }, { signal }),
    refetchInterval: ({ state }) => (isAwaiting(client, state.data?.revision ?? 0) ? AWAITED_POLL_MS : POLL_MS),
  });
}

/** Polls the fleet often until it is at this revision. */
export function awaitRevision(client: QueryClient, revision: number): void {
  client.setQueryData<Awaited>(AWAITED_KEY, { revision, until: Date.now() + AWAITED_AT_MOST_MS });
}

function isAwaiting(client: QueryClient, revision: number): boolean {
  const awaited = client.getQueryData<Awaited>(AWAITED_KEY);
  return awaited !== undefined && revision < awaited.revision && Date.now() < awaited.until;
}
