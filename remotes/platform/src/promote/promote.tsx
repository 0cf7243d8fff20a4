import { useLoadTrouble, useSearchState } from '@business-m/documents';
import { Button, Checkbox, DataGrid, EmptyState, Field, type GridColumn, SelectInput, Text, Toolbar, XStack, YStack } from '@business-m/ui';
import { useMemo, useState } from 'react';
import { useEnvironmentDocument } from '../api/use-admin.ts';
import { ChangeDialog } from '../change/change-dialog.tsx';
import { EnvironmentPage, Trouble } from '../environment/environment-page.tsx';
import type { EnvironmentChoice } from '../environment/use-environment-choice.ts';
import { Nothing, ReleaseName } from '../fleet/marks.tsx';
import { versionOf } from '../words/release-words.ts';
import { type PromoteRow, type Promotion, promotion } from './promote-rows.ts';
import '../remote/remote.css';

/** Promotes stable releases of ticked remotes from another environment. */
export default function PromoteScreen() {
  return (
    <EnvironmentPage title="Promote" subtitle="Stable releases of another environment become stable here. The bytes are the same.">
      {(choice) => <Promote key={choice.environment.name} choice={choice} />}
    </EnvironmentPage>
  );
}

/** The usual order of environments, by name. */
const way = ['dev', 'test', 'staging', 'prod'];

function Promote({ choice: { environment, list } }: { choice: EnvironmentChoice }) {
  const search = useSearchState();
  const others = list.environments.filter(({ name }) => name !== environment.name).map(({ name }) => name);
  const usual = way[way.indexOf(environment.name) - 1] ?? '';
  const from = search.get('from') || (others.includes(usual) ? usual : (others[0] ?? ''));
  if (from === '') return <EmptyState icon="arrow-right" title="There is no other environment to promote from" />;
  return (
    <YStack gap="$3">
      <Toolbar label="Where from">
        <Field label="From">
          {(aria) => <SelectInput {...aria} value={from} onChange={(name) => search.set({ from: name })} options={others} />}
        </Field>
        <XStack alignItems="center" gap="$2" height="var(--desk-control)">
          <span aria-hidden="true">→</span> <Text weight="medium">{environment.name}</Text>
        </XStack>
      </Toolbar>
      <Promotable key={from} from={from} environment={environment} />
    </YStack>
  );
}

function Promotable({ from, environment }: { from: string; environment: EnvironmentChoice['environment'] }) {
  const there = useEnvironmentDocument(from);
  const here = useEnvironmentDocument(environment.name);
  // A remote new to the target is not ticked by default.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<number | null>(null);
  const found = useMemo(() => there.data && here.data && promotion(there.data.remotes, here.data.remotes), [there.data, here.data]);
  const trouble = useLoadTrouble(there, here);
  if (trouble) return <Trouble trouble={trouble} />;
  const rows = found?.rows ?? [];
  const isTicked = ({ scope, to }: PromoteRow) => (to !== null) !== turned.has(scope);
  const scopes = rows.filter(isTicked).map(({ scope }) => scope);
  const head = environment.head?.number;
  const turn = (scope: string) => setTurned(new Set(turned.has(scope) ? [...turned].filter((each) => each !== scope) : [...turned, scope]));
  return (
    <YStack gap="$3">
      <div className="platform-acts">
        <DataGrid
          label="What would be promoted"
          columns={columns(from, environment.name, { isTicked, turn })}
          rows={rows}
          rowKey={({ scope }) => scope}
          loading={!found}
          empty={
            <EmptyState icon="circle-check" title="Nothing to promote" detail={`${environment.name} has the stable releases of ${from}.`} />
          }
        />
      </div>
      {found && found.same > 0 && <Text tone="muted">{restWords(found)}</Text>}
      {rows.length > 0 && (
        <div>
          <Button
            variant="primary"
            disabled={scopes.length === 0 || environment.locked !== null || head === undefined}
            onPress={() => setOpen(head ?? null)}
          >
            Promote {scopes.length} of {rows.length}
          </Button>
        </div>
      )}
      {open !== null && (
        <ChangeDialog
          environment={environment.name}
          head={open}
          title={`Promote ${scopes.length === 1 ? scopes[0] : `${scopes.length} remotes`} from ${from}?`}
          description={`Everybody in ${environment.name} gets what is stable in ${from}. A canary of these remotes is over.`}
          confirmLabel="Promote"
          changes={() => [{ kind: 'promote', from, scopes }]}
          onClose={() => setOpen(null)}
        />
      )}
    </YStack>
  );
}

function restWords({ same, rows }: Promotion): string {
  if (same === 1) return rows.length === 0 ? 'Its only remote has the same release in both.' : 'One more has the same release in both.';
  return `${rows.length === 0 ? `All ${same}` : `${same} more`} have the same release in both.`;
}

interface Ticks {
  isTicked(row: PromoteRow): boolean;
  turn(scope: string): void;
}

function columns(from: string, to: string, { isTicked, turn }: Ticks): GridColumn<PromoteRow>[] {
  return [
    {
      id: 'remote',
      header: 'Remote',
      grow: true,
      stack: 'lead',
      render: (row) => (
        <Checkbox value={isTicked(row)} onChange={() => turn(row.scope)}>
          {row.title} <span className="platform-muted">{row.scope}</span>
        </Checkbox>
      ),
    },
    {
      id: 'to',
      header: `Now in ${to}`,
      width: 180,
      stack: 'note',
      render: (row) => <span className="platform-muted">{row.to === null ? 'Not here yet' : <ReleaseName id={row.to} />}</span>,
    },
    {
      id: 'from',
      header: `From ${from}`,
      width: 180,
      stack: 'text',
      render: (row) => (
        <>
          → <ReleaseName id={row.from} />
        </>
      ),
    },
    {
      id: 'canary',
      header: 'Canary that ends',
      width: 140,
      priority: 2,
      render: ({ canary }) => (canary ? versionOf(canary) : <Nothing />),
    },
  ];
}
