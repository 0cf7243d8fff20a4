import { formatSince } from '@business-m/documents';
import { Link, useDeskLocation } from '@business-m/sdk';
import { Button, Callout, EmptyState, Menu, Skeleton, YStack } from '@business-m/ui';
import { useState } from 'react';
import { useEnvironmentDocument, useEnvironments } from '../api/use-admin.ts';
import { EnvironmentPage } from '../environment/environment-page.tsx';
import { type EnvironmentChoice, inEnvironment, useEnvironmentChoice } from '../environment/use-environment-choice.ts';
import { attentionOf } from '../fleet/attention.ts';
import { AttentionMark } from '../fleet/marks.tsx';
import type { RemoteRow } from '../fleet/release-state.ts';
import { useRemoteRows } from '../fleet/use-rows.ts';
import { versionOf } from '../words/release-words.ts';
import { BindingList } from './binding-list.tsx';
import { CanaryCard } from './canary-card.tsx';
import { NeedsList } from './needs-list.tsx';
import type { RemoteAction } from './remote-actions.ts';
import { RemoteDialog } from './remote-dialog.tsx';
import { UpstreamList } from './upstream-list.tsx';
import { VersionList } from './version-list.tsx';
import '../fleet/fleet.css';
import './remote.css';

/** One remote: versions, shares, health, bindings, upstreams and every action on them. */
export default function RemoteScreen() {
  const { id: scope = '' } = useDeskLocation().params;
  const { data: list } = useEnvironments();
  const choice = useEnvironmentChoice(list);
  const { rows, fleet, trouble, staleSince } = useRemoteRows(list, scope);
  const document = useEnvironmentDocument(choice?.environment.name ?? '', choice !== null);
  const [action, setAction] = useState<{ action: RemoteAction; head: number } | null>(null);
  const row = rows?.find((each) => each.scope === scope);
  const head = choice?.environment.head?.number;
  const locked = choice?.environment.locked != null || head === undefined;
  const act = (next: RemoteAction) => head !== undefined && setAction({ action: next, head });
  const attention = row && attentionOf(row);

  return (
    <EnvironmentPage
      title={row?.remote.title ?? scope}
      subtitle={row && `${scope} · ${row.remote.team}`}
      badge={attention && <AttentionMark attention={attention} />}
      back={{ path: '/platform', label: 'Remotes' }}
      trouble={trouble}
      staleSince={staleSince}
      actions={() => row && <Actions row={row} locked={locked} act={act} />}
    >
      {(current) =>
        !rows ? (
          <Waiting />
        ) : !row ? (
          <Missing scope={scope} choice={current} />
        ) : (
          <YStack gap="$6">
            <State row={row} />
            <CanaryCard row={row} onAct={act} locked={locked} windowMinutes={fleet?.windowMinutes} />
            <VersionList row={row} locked={locked} onAct={act} />
            <BindingList row={row} locked={locked} onAct={act} />
            <NeedsList row={row} />
            <UpstreamList row={row} document={document.data} locked={locked} onAct={act} />
            {action && (
              <RemoteDialog
                row={row}
                action={action.action}
                environment={current.environment.name}
                head={action.head}
                onClose={() => setAction(null)}
              />
            )}
          </YStack>
        )
      }
    </EnvironmentPage>
  );
}

function Actions({ row, locked, act }: { row: RemoteRow; locked: boolean; act(action: RemoteAction): void }) {
  const { enabled } = row.remote;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button icon="ellipsis" disabled={locked}>
            More
          </Button>
        }
        items={[
          { label: row.canary ? 'Take the canary back…' : 'Roll back…', icon: 'undo', onSelect: () => act({ kind: 'rollback' }) },
          'separator',
          {
            label: enabled ? 'Switch off…' : 'Switch on…',
            icon: enabled ? 'ban' : 'circle-check',
            danger: enabled,
            onSelect: () => act({ kind: 'switch' }),
          },
        ]}
      />
      <Button
        variant={row.canary ? 'default' : 'primary'}
        icon="upload"
        disabled={locked}
        onPress={() => act({ kind: 'release', release: '', shareBps: 500 })}
      >
        Release
      </Button>
    </>
  );
}

/** Says first what explains a fault: switched off, or a halted canary. */
function State({ row: { remote, stable } }: { row: RemoteRow }) {
  const { halted } = remote.releases;
  if (remote.enabled && !halted) return null;
  return (
    <YStack gap="$2">
      {!remote.enabled && (
        <Callout tone="warning" title="Switched off for everybody.">
          {remote.message ? `Its users read: “${remote.message}”` : 'Its users read that it is not available.'}
        </Callout>
      )}
      {halted && (
        <Callout tone="warning" title={`${versionOf(halted.release)} was halted: ${halted.reason}`}>
          Since {formatSince(halted.at)} everybody who had it is back on {versionOf(stable.release)}. The history says who halted it.
        </Callout>
      )}
    </YStack>
  );
}

function Missing({ scope, choice }: { scope: string; choice: EnvironmentChoice }) {
  return (
    <EmptyState
      icon="search"
      title={`${choice.environment.name} has no remote “${scope}”`}
      action={<Link to={inEnvironment('/platform', choice)}>All remotes</Link>}
    />
  );
}

function Waiting() {
  return (
    <YStack gap="$4" aria-busy>
      <Skeleton width={120} height={16} />
      <Skeleton height={180} />
      <Skeleton width={120} height={16} />
      <Skeleton height={240} />
    </YStack>
  );
}
