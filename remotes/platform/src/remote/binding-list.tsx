import { Button, DataGrid, Section, Text } from '@business-m/ui';
import { ReleaseName } from '../fleet/marks.tsx';
import { audienceWords } from '../words/release-words.ts';
import type { SectionProps } from './remote-actions.ts';

/** The bindings of a remote; the first that matches a user counts. */
export function BindingList({ row, locked, onAct }: SectionProps) {
  const bindings = row.remote.bindings ?? [];
  return (
    <Section
      title="Bindings"
      detail={bindings.length > 0 ? 'The first that fits a user counts.' : undefined}
      actions={
        <Button size="small" icon="plus" disabled={locked} onPress={() => onAct({ kind: 'bind' })}>
          Bind
        </Button>
      }
    >
      {bindings.length === 0 ? (
        <Text tone="muted">Nobody is bound: everybody gets stable or the canary.</Text>
      ) : (
        <div className="platform-acts">
          <DataGrid
            label="Bindings"
            columns={[
              { id: 'who', header: 'Who', grow: true, stack: 'lead', render: ({ match }) => audienceWords(match) },
              { id: 'release', header: 'Release', width: 140, stack: 'note', render: ({ release }) => <ReleaseName id={release} /> },
              {
                id: 'act',
                header: 'Action',
                align: 'end',
                width: 80,
                stack: 'figure',
                render: ({ match }) => (
                  <Button
                    size="small"
                    variant="quiet"
                    disabled={locked}
                    aria-label={`End the binding of ${audienceWords(match)}`}
                    onPress={() => onAct({ kind: 'unbind', match })}
                  >
                    End
                  </Button>
                ),
              },
            ]}
            rows={bindings}
            rowKey={({ match }) => audienceWords(match)}
          />
        </div>
      )}
    </Section>
  );
}
