import { formatCount, formatDateTime } from '@business-m/documents';
import { Badge, Button, DataGrid, EmptyState, type GridColumn, Section } from '@business-m/ui';
import { ErrorFigure, Nothing } from '../fleet/marks.tsx';
import type { RemoteRow } from '../fleet/release-state.ts';
import { hashOf, versionOf } from '../words/release-words.ts';
import { type ReleaseRow, releaseRows } from './release-rows.ts';
import type { SectionProps } from './remote-actions.ts';

/** The share that the dialog starts with: the release's own, or 5 %. */
function usualShare({ stable, canary }: RemoteRow, id: string): number {
  if (id === canary?.release) return canary.shareBps;
  return id === stable.release ? 10_000 : 500;
}

export function VersionList({ row, locked, onAct }: SectionProps) {
  const rows = releaseRows(row);
  const columns: GridColumn<ReleaseRow>[] = [
    {
      id: 'version',
      header: 'Version',
      width: 120,
      stack: 'lead',
      render: ({ id }) => <strong className="platform-figures">{versionOf(id)}</strong>,
    },
    {
      id: 'gets',
      header: 'Who gets it',
      grow: true,
      stack: 'mark',
      render: ({ uses }) =>
        uses.map(({ words, tone }) => (
          <span key={words} style={{ marginInlineEnd: 6 }}>
            <Badge tone={tone}>{words}</Badge>
          </span>
        )),
    },
    {
      id: 'published',
      header: 'Published',
      width: 170,
      stack: 'note',
      render: ({ publishedAt }) => <span className="platform-figures platform-muted">{formatDateTime(publishedAt) || '–'}</span>,
    },
    {
      id: 'signed',
      header: 'Signed by',
      width: 150,
      priority: 2,
      render: ({ signedBy }) => (signedBy ? <span className="platform-mono">{signedBy}</span> : <Nothing />),
    },
    {
      id: 'hash',
      header: 'Bytes',
      width: 84,
      priority: 3,
      render: ({ id }) => <span className="platform-mono platform-muted">{hashOf(id)}</span>,
    },
    {
      id: 'users',
      header: 'Users',
      align: 'end',
      width: 64,
      priority: 2,
      render: ({ health }) => (health ? formatCount(health.users) : <Nothing />),
    },
    { id: 'errors', header: 'Errors', align: 'end', width: 64, stack: 'tail', render: ({ health }) => <ErrorFigure health={health} /> },
    {
      id: 'act',
      header: 'Action',
      align: 'end',
      width: 96,
      stack: 'figure',
      render: ({ id }) => (
        <Button
          size="small"
          disabled={locked}
          aria-label={`Release ${versionOf(id)}`}
          onPress={() => onAct({ kind: 'release', release: id, shareBps: usualShare(row, id) })}
        >
          Release
        </Button>
      ),
    },
  ];
  return (
    <Section title="Versions">
      <div className="platform-acts">
        <DataGrid
          label="Versions"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty={<EmptyState icon="package" title="Nothing was published yet" detail="desk publish brings the first version." />}
        />
      </div>
      {!row.published && (
        <span className="platform-muted">
          {row.fleet
            ? 'The CDN does not say at the moment what else was published.'
            : 'What was published is known of the remotes of the environment served here.'}
        </span>
      )}
    </Section>
  );
}
