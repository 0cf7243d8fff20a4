import { ApiError } from '@business-m/sdk';
import { type Change, type ChangeOutcome, type EnvironmentList, type LostRace, lostRaceSchema } from '@business-m/sdk/platform';
import { useQueryClient } from '@tanstack/react-query';
import { ALL_KEY, ENVIRONMENTS_KEY, useAdmin } from './use-admin.ts';
import { awaitRevision } from './use-fleet.ts';

/** Writes changes over the revision that the user saw. Throws the server's refusal, a lost race among them. */
export function useWriteChanges(environment: string) {
  const admin = useAdmin();
  const settled = useSettled(environment);
  return async (changes: readonly Change[], { reason, parent }: { reason: string; parent: number }): Promise<ChangeOutcome> => {
    try {
      const outcome = await admin.changes({ environment, seen: parent, body: { changes: [...changes], reason } });
      settled(outcome);
      return outcome;
    } catch (error) {
      // After a lost race or a lost answer what is shown may be old.
      settled(null);
      throw error;
    }
  };
}

export type Decision = 'approve' | 'reject' | 'withdraw';

export function useDecide(environment: string) {
  const admin = useAdmin();
  const settled = useSettled(environment);
  return async (id: string, decision: Decision, reason: string): Promise<void> => {
    const answer = await admin[decision]({ environment, id, body: reason === '' ? {} : { reason } });
    settled('outcome' in answer ? answer : null);
  };
}

/** The server's answer when somebody else wrote first; null for every other failure. */
export function lostRaceOf(error: unknown): LostRace | null {
  return error instanceof ApiError && error.problem.status === 412 ? (lostRaceSchema.safeParse(error.problem).data ?? null) : null;
}

/** Refreshes every query, and polls the fleet until it has the revision. */
function useSettled(environment: string) {
  const client = useQueryClient();
  return (outcome: ChangeOutcome | null) => {
    const served = client.getQueryData<EnvironmentList>(ENVIRONMENTS_KEY)?.serving === environment;
    if (served && outcome?.outcome === 'accepted') awaitRevision(client, outcome.revision.number);
    void client.invalidateQueries({ queryKey: ALL_KEY });
  };
}
