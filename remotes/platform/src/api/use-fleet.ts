import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { POLL_MS, useAdmin } from './use-admin.ts';

/** Not below the others: what is awaited is nothing to read again. */
const AWAITED_KEY = ['platform-awaited'] as const;
/** A revision that was just written reaches the gateway that answers a moment later. */
const AWAITED_POLL_MS = 400;
const AWAITED_AT_MOST_MS = 10_000;

interface Awaited {
  revision: number;
  until: number;
}

/**
 * What the environment served here consists of, and how it does; of one remote also what was published. Looked at every ten seconds while
 * the page is visible: what is not another than before is not sent again.
 */
export function useFleet(scope?: string) {
  const admin = useAdmin();
  const client = useQueryClient();
  return useQuery({
    queryKey: ['platform', 'fleet', scope ?? ''],
    queryFn: ({ signal }) => admin.fleet(scope === undefined ? {} : { scope, published: true }, { signal }),
    refetchInterval: ({ state }) => (isAwaiting(client, state.data?.revision ?? 0) ? AWAITED_POLL_MS : POLL_MS),
  });
}

/** From now on the fleet is asked for in quick succession until it is at this revision. */
export function awaitRevision(client: QueryClient, revision: number): void {
  client.setQueryData<Awaited>(AWAITED_KEY, { revision, until: Date.now() + AWAITED_AT_MOST_MS });
}

function isAwaiting(client: QueryClient, revision: number): boolean {
  const awaited = client.getQueryData<Awaited>(AWAITED_KEY);
  return awaited !== undefined && revision < awaited.revision && Date.now() < awaited.until;
}
