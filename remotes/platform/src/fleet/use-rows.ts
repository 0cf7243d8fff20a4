import { useLoadTrouble } from '@business-m/documents';
import type { EnvironmentList } from '@business-m/sdk/platform';
import { useMemo } from 'react';
import { useEnvironmentDocument } from '../api/use-environment-document.ts';
import { useFleet } from '../api/use-fleet.ts';
import { useEnvironmentChoice } from '../environment/use-environment-choice.ts';
import { type RemoteRow, remoteRow } from './release-state.ts';

/**
 * The remotes of the environment in the address. The one served here comes with what its gateway knows; of another one only its document
 * is known. Undefined while it is on its way. `scope`: that remote is enough, with what was published of it.
 */
export function useRemoteRows(list: EnvironmentList | undefined, scope?: string) {
  const choice = useEnvironmentChoice(list);
  const elsewhere = choice !== null && !choice.serving;
  const fleet = useFleet(scope);
  const document = useEnvironmentDocument(choice?.environment.name ?? '', elsewhere);
  const trouble = useLoadTrouble(fleet, ...(elsewhere ? [document] : []));
  const rows = useMemo((): RemoteRow[] | undefined => {
    if (elsewhere) return document.data && Object.entries(document.data.remotes).map(([scope, remote]) => remoteRow(scope, remote, null));
    return fleet.data?.remotes.map((each) => remoteRow(each.scope, each.remote, each));
  }, [elsewhere, document.data, fleet.data]);
  const stale = [fleet, ...(elsewhere ? [document] : [])].find((read) => read.isRefetchError);
  return { rows, fleet: fleet.data, trouble, staleSince: stale ? stale.dataUpdatedAt : null };
}
