import { formatCount } from '@business-m/documents';
import type { GridColumn } from '@business-m/ui';
import type { ReactNode } from 'react';
import { versionOf } from '../words/release-words.ts';
import { AttentionMark, ErrorFigure, Nothing, ShareBar, UpstreamMark } from './marks.tsx';
import type { SharedRelease } from './release-state.ts';
import type { FleetRow } from './select-rows.ts';

/** Two lines, stable above the canary, so that their figures align. */
function Pair({ row, children }: { row: FleetRow; children(release: SharedRelease, isCanary: boolean): ReactNode }) {
  return (
    <span className="platform-pair">
      <span>{children(row.stable, false)}</span>
      {row.canary && <span>{children(row.canary, true)}</span>}
    </span>
  );
}

const users = ({ health }: SharedRelease) => (health ? formatCount(health.users) : <Nothing />);

export const fleetColumns: readonly GridColumn<FleetRow>[] = [
  {
    id: 'remote',
    header: 'Remote',
    grow: true,
    stack: 'lead',
    render: ({ remote, scope }) => (
      <span className="platform-pair">
        <span>{remote.title}</span>
        <span className="platform-owner">
          {scope} · {remote.team}
        </span>
      </span>
    ),
  },
  { id: 'state', header: 'State', width: 130, stack: 'figure', render: ({ attention }) => <AttentionMark attention={attention} /> },
  {
    id: 'version',
    header: 'Version',
    width: 130,
    stack: 'note',
    render: (row) => (
      <Pair row={row}>
        {({ release }, isCanary) => (
          <>
            <span className="platform-figures">{versionOf(release)}</span>
            {isCanary && <span className="platform-canary-word"> canary</span>}
          </>
        )}
      </Pair>
    ),
  },
  {
    id: 'share',
    header: 'Share',
    width: 120,
    render: (row) => (
      <Pair row={row}>{({ shareBps }, isCanary) => <ShareBar shareBps={shareBps} tone={isCanary ? 'accent' : 'quiet'} />}</Pair>
    ),
  },
  { id: 'users', header: 'Users', align: 'end', width: 72, priority: 3, render: (row) => <Pair row={row}>{users}</Pair> },
  {
    id: 'errors',
    header: 'Errors',
    align: 'end',
    width: 72,
    stack: 'tail',
    render: (row) => <Pair row={row}>{({ health }) => <ErrorFigure health={health} />}</Pair>,
  },
  {
    id: 'bindings',
    header: 'Bindings',
    align: 'end',
    width: 76,
    priority: 3,
    render: ({ remote }) => remote.bindings?.length || <Nothing />,
  },
  { id: 'upstream', header: 'Upstream', width: 92, priority: 3, render: ({ fleet }) => <UpstreamMark upstream={fleet?.upstream} /> },
];
