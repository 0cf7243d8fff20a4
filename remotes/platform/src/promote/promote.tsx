import { useLoadTrouble, useSearchState } from '@business-m/documents';
import { Button, Checkbox, DataGrid, EmptyState, Field, type GridColumn, SelectInput, Text, Toolbar, YStack } from '@business-m/ui';
import { useMemo, useState } from 'react';
import { useEnvironmentDocument } from '../api/use-environment-document.ts';
import { ChangeDialog } from '../change/change-dialog.tsx';
import { EnvironmentPage } from '../environment/environment-page.tsx';
import { Trouble } from '../environment/trouble.tsx';
import type { EnvironmentChoice } from '../environment/use-environment-choice.ts';
import { hashOf, versionOf } from '../words/release-words.ts';
import { type PromoteRow, promotion } from './promote-rows.ts';
import '../remote/remote.css';
import './promote.css';

/** Moves stable releases from one environment to the next: the same bytes, for those remotes that are ticked. */
export default function PromoteScreen() {
  return (
    <EnvironmentPage title="Promote" subtitle="Stable releases of another environment become stable here. The bytes are the same.">
      {(choice) => <Promote key={choice.environment.name} choice={choice} />}
    </EnvironmentPage>
  );
}

/** What stands before an environment on the way to users, as far as names tell it. */
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
        <div className="platform-promote-to">
          <span aria-hidden="true">→</span> {environment.name}
        </div>
      </Toolbar>
      <Promotable key={from} from={from} environment={environment} />
    </YStack>
  );
}

function Promotable({ from, environment }: { from: string; environment: EnvironmentChoice['environment'] }) {
  const there = useEnvironmentDocument(from);
  const here = useEnvironmentDocument(environment.name);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<number | null>(null);
  const found = useMemo(() => there.data && here.data && promotion(there.data.remotes, here.data.remotes), [there.data, here.data]);
  const trouble = useLoadTrouble(there, here);
  if (trouble) return <Trouble trouble={trouble} />;
  const rows = found?.rows ?? [];
  const scopes = rows.filter(({ scope, obstacle }) => obstacle === null && !left.has(scope)).map(({ scope }) => scope);
  const head = environment.head?.number;
  const tick = (scope: string, on: boolean) => setLeft(new Set(on ? [...left].filter((each) => each !== scope) : [...left, scope]));
  return (
    <YStack gap="$3">
      <div className="platform-acts">
        <DataGrid
          label="What would be promoted"
          columns={columns(from, environment.name, { left, tick })}
          rows={rows}
          rowKey={({ scope }) => scope}
          loading={!found}
          empty={
            <EmptyState icon="circle-check" title="Nothing to promote" detail={`${environment.name} has the stable releases of ${from}.`} />
          }
        />
      </div>
      {found && <Text tone="muted">{restWords(found, from)}</Text>}
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

function restWords({ same, missing }: { same: number; missing: readonly string[] }, from: string): string {
  const words = same === 1 ? 'One more has the same release in both.' : `${same} more have the same release in both.`;
  return missing.length === 0
    ? words
    : `${words} Not here at all: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' and others' : ''} of ${from}.`;
}

interface Ticks {
  left: ReadonlySet<string>;
  tick(scope: string, on: boolean): void;
}

function columns(from: string, to: string, { left, tick }: Ticks): GridColumn<PromoteRow>[] {
  const release = (id: string) => (
    <>
      <span className="platform-figures">{versionOf(id)}</span> <span className="platform-mono platform-faint">{hashOf(id)}</span>
    </>
  );
  return [
    {
      id: 'remote',
      header: 'Remote',
      grow: true,
      stack: 'lead',
      render: ({ scope, title, obstacle }) => (
        <Checkbox value={obstacle === null && !left.has(scope)} disabled={obstacle !== null} onChange={(on) => tick(scope, on)}>
          {title} <span className="platform-muted">{obstacle ?? scope}</span>
        </Checkbox>
      ),
    },
    {
      id: 'to',
      header: `Now in ${to}`,
      width: 180,
      stack: 'note',
      render: (row) => <span className="platform-muted">{release(row.to)}</span>,
    },
    { id: 'from', header: `From ${from}`, width: 180, stack: 'text', render: (row) => <>→ {release(row.from)}</> },
    {
      id: 'canary',
      header: 'Canary that ends',
      width: 140,
      priority: 2,
      render: ({ canary }) => (canary ? versionOf(canary) : <span className="platform-faint">–</span>),
    },
  ];
}
