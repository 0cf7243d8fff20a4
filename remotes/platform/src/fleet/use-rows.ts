import { useLoadTrouble } from '@business-m/documents';
import type { EnvironmentList } from '@business-m/sdk/platform';
import { useMemo } from 'react';
import { staleSince } from '../api/stale-since.ts';
import { useEnvironmentDocument } from '../api/use-admin.ts';
import { useFleet } from '../api/use-fleet.ts';
import { useEnvironmentChoice } from '../environment/use-environment-choice.ts';
import { type RemoteRow, remoteRow } from './release-state.ts';

/** The remotes of the chosen environment; undefined while they load. With `scope`: that one alone, with its published releases. */
export function useRemoteRows(list: EnvironmentList | undefined, scope?: string) {
  const choice = useEnvironmentChoice(list);
  const elsewhere = choice !== null && !choice.serving;
  const fleet = useFleet(scope);
  const document = useEnvironmentDocument(choice?.environment.name ?? '', elsewhere);
  const trouble = useLoadTrouble(fleet, ...(elsewhere ? [document] : []));
  const rows = useMemo((): RemoteRow[] | undefined => {
    const served = fleet.data?.remotes;
    if (!elsewhere) return served?.map((each) => remoteRow(each.scope, each.remote, { fleet: each, published: each.published }));
    const published = new Map(served?.map((each) => [each.scope, each.published]));
    const remotes = document.data && Object.entries(document.data.remotes);
    return remotes?.map(([name, remote]) => remoteRow(name, remote, { fleet: null, published: published.get(name) }));
  }, [elsewhere, document.data, fleet.data]);
  return { rows, fleet: fleet.data, trouble, staleSince: staleSince(fleet, ...(elsewhere ? [document] : [])) };
}
