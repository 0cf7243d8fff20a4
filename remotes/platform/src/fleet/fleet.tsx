import { useSearchState } from '@business-m/documents';
import { Button, DataGrid, EmptyState } from '@business-m/ui';
import { useMemo } from 'react';
import { useEnvironments } from '../api/use-admin.ts';
import { EnvironmentPage } from '../environment/environment-page.tsx';
import { LockButton } from '../environment/lock-button.tsx';
import { inEnvironment, useEnvironmentChoice } from '../environment/use-environment-choice.ts';
import { fleetColumns } from './fleet-columns.tsx';
import { FleetFilter } from './fleet-filter.tsx';
import { Pager } from './pager.tsx';
import { fleetRows, selectRows } from './select-rows.ts';
import { useRemoteRows } from './use-rows.ts';
import './fleet.css';

/** A thousand remotes are twenty pages. */
const PAGE_SIZE = 50;

/** Every remote of an environment with its versions, shares and health; first those that need attention. */
export default function FleetScreen() {
  const search = useSearchState();
  const { data: list } = useEnvironments();
  const { rows, fleet, trouble, staleSince } = useRemoteRows(list);
  const serving = useEnvironmentChoice(list)?.serving === true;
  const all = useMemo(() => rows && fleetRows(rows), [rows]);
  const [text, state] = [search.get('q'), search.get('state')];
  const found = useMemo(() => all && selectRows(all, { text, state }), [all, text, state]);
  const pages = Math.max(1, Math.ceil((found?.length ?? 0) / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(search.get('page'), 10) || 1));

  return (
    <EnvironmentPage
      title="Remotes"
      subtitle={serving && fleet && `Users and errors of the last ${fleet.windowMinutes} minutes.`}
      actions={(choice) => <LockButton choice={choice} />}
      trouble={trouble}
      staleSince={staleSince}
    >
      {(choice) => (
        <>
          <FleetFilter shown={found?.length} all={all?.length} />
          <div className="platform-fleet">
            <DataGrid
              label="Remotes"
              columns={fleetColumns}
              rows={found?.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) ?? []}
              rowKey={({ scope }) => scope}
              rowHref={({ scope }) => inEnvironment(`/platform/remotes/${scope}`, choice)}
              rowTone={({ remote }) => (remote.enabled ? 'default' : 'muted')}
              loading={found === undefined}
              empty={
                all?.length === 0 ? (
                  <EmptyState
                    icon="boxes"
                    title={`${choice.environment.name} has no remotes yet`}
                    detail="desk release brings the first one."
                  />
                ) : (
                  <EmptyState
                    icon="search"
                    title="No remote is like that"
                    action={<Button onPress={() => search.set({ q: '', state: '', page: '' })}>Show all</Button>}
                  />
                )
              }
            />
          </div>
          <Pager
            page={page}
            pageSize={PAGE_SIZE}
            total={found?.length ?? 0}
            onPage={(next) => search.set({ page: next === 1 ? '' : String(next) })}
          />
        </>
      )}
    </EnvironmentPage>
  );
}
