import { useLoadTrouble, useSearchState } from '@business-m/documents';
import { useUser } from '@business-m/sdk';
import type { ProposalList } from '@business-m/sdk/platform';
import { Card, EmptyState, Skeleton, Tabs, YStack } from '@business-m/ui';
import { useState } from 'react';
import { useProposals } from '../api/use-admin.ts';
import type { Decision } from '../api/use-writes.ts';
import { EnvironmentPage, Trouble } from '../environment/environment-page.tsx';
import type { EnvironmentChoice } from '../environment/use-environment-choice.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { ProposalItem } from './proposal-item.tsx';

export default function ProposalsScreen() {
  return (
    <EnvironmentPage
      hidePending
      title="Proposals"
      subtitle="Where an environment asks for approval, a change waits here for somebody other than its author."
    >
      {(choice) => <Proposals key={choice.environment.name} choice={choice} />}
    </EnvironmentPage>
  );
}

function Proposals({ choice: { environment } }: { choice: EnvironmentChoice }) {
  const search = useSearchState();
  const user = useUser();
  const list = useProposals(environment.name);
  const [deciding, setDeciding] = useState<{ item: ProposalList['items'][number]; decision: Decision } | null>(null);
  const trouble = useLoadTrouble(list);
  if (trouble) return <Trouble trouble={trouble} />;
  const decided = search.get('state') === 'decided';
  const waiting = list.data?.filter(({ proposal }) => proposal.state === 'pending');
  const shown = decided ? list.data?.filter(({ proposal }) => proposal.state !== 'pending') : waiting;
  return (
    <YStack gap="$3">
      <Tabs
        label="State"
        value={decided ? 'decided' : 'waiting'}
        onChange={(value) => search.set({ state: value === 'decided' ? value : '' })}
        tabs={[
          { value: 'waiting', label: 'Waiting', ...(waiting ? { count: waiting.length } : {}) },
          { value: 'decided', label: 'Decided' },
        ]}
      />
      <Card padding="none">
        {!shown ? (
          <YStack gap="$2" padding="$4" aria-busy>
            <Skeleton width={260} />
            <Skeleton height={60} />
          </YStack>
        ) : shown.length === 0 ? (
          <EmptyState
            icon={decided ? 'list' : 'circle-check'}
            title={decided ? 'Nothing was decided yet' : 'Nothing waits'}
            detail={
              !decided && !environment.approval ? `${environment.name} does not ask for approval: changes take effect at once.` : undefined
            }
          />
        ) : (
          <ul className="platform-list" aria-label="Proposals">
            {shown.map((item) => (
              <ProposalItem
                key={item.proposal.id}
                item={item}
                own={item.proposal.author.id === user.id}
                onDecide={(decision) => setDeciding({ item, decision })}
              />
            ))}
          </ul>
        )}
      </Card>
      {deciding && <DecisionDialog environment={environment.name} {...deciding} onClose={() => setDeciding(null)} />}
    </YStack>
  );
}
