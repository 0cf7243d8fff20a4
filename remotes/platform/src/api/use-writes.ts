import { useApi } from '@business-m/sdk';
import type { Change, ChangeOutcome, EnvironmentList, Proposal } from '@business-m/sdk/platform';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { adminKeys, adminPath } from './admin-path.ts';
import { awaitRevision } from './use-fleet.ts';

/** Writes changes over the revision that the person saw. Throws what the server refuses them with, a lost race among it. */
export function useWriteChanges(environment: string) {
  const api = useApi();
  const settled = useSettled(environment);
  return useCallback(
    async (changes: readonly Change[], { reason, parent }: { reason: string; parent: number }): Promise<ChangeOutcome> => {
      const path = adminPath('environments', environment, 'changes');
      try {
        const { data } = await api.post<ChangeOutcome>(path, { changes, reason }, { ifMatch: `"${parent}"` });
        settled(data);
        return data;
      } catch (error) {
        // Somebody else wrote, or nobody knows whether this was written: either way what is shown may be old.
        settled(null);
        throw error;
      }
    },
    [api, environment, settled],
  );
}

export type Decision = 'approve' | 'reject' | 'withdraw';

/** Decides about a proposal. Approving answers what became of its changes, the others the proposal. */
export function useDecide(environment: string) {
  const api = useApi();
  const settled = useSettled(environment);
  return useCallback(
    async (id: string, decision: Decision, reason: string): Promise<void> => {
      const path = adminPath('environments', environment, 'proposals', id, decision);
      const { data } = await api.post<ChangeOutcome | Proposal>(path, reason === '' ? {} : { reason });
      settled('outcome' in data ? data : null);
    },
    [api, environment, settled],
  );
}

/** Whatever is shown was true before: all of it is read again, the fleet until it has the revision. */
function useSettled(environment: string) {
  const client = useQueryClient();
  return useCallback(
    (outcome: ChangeOutcome | null) => {
      const served = client.getQueryData<EnvironmentList>(adminKeys.environments)?.serving === environment;
      if (served && outcome?.outcome === 'accepted') awaitRevision(client, outcome.revision.number);
      void client.invalidateQueries({ queryKey: adminKeys.all });
    },
    [client, environment],
  );
}
