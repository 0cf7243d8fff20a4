import { useApi } from '@business-m/sdk';
import type { Fleet } from '@business-m/sdk/platform';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { adminKeys, adminPath } from './admin-path.ts';
import { POLL_MS } from './use-admin.ts';

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
  const api = useApi();
  const client = useQueryClient();
  return useQuery({
    queryKey: adminKeys.fleet(scope),
    queryFn: async ({ signal }) => (await api.get<Fleet>(`${adminPath('fleet')}${queryOf(scope)}`, { signal })).data,
    refetchInterval: ({ state }) => (isAwaiting(client, state.data?.revision ?? 0) ? AWAITED_POLL_MS : POLL_MS),
  });
}

const queryOf = (scope: string | undefined) => (scope === undefined ? '' : `?scope=${encodeURIComponent(scope)}&published=true`);

/** From now on the fleet is asked for in quick succession until it is at this revision. */
export function awaitRevision(client: QueryClient, revision: number): void {
  client.setQueryData<Awaited>(adminKeys.awaited, { revision, until: Date.now() + AWAITED_AT_MOST_MS });
}

function isAwaiting(client: QueryClient, revision: number): boolean {
  const awaited = client.getQueryData<Awaited>(adminKeys.awaited);
  return awaited !== undefined && revision < awaited.revision && Date.now() < awaited.until;
}
