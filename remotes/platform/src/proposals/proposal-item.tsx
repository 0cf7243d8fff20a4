import { formatDateTime } from '@business-m/documents';
import type { ProposalList } from '@business-m/sdk/platform';
import { Badge, type BadgeProps, Button, Text, XStack, YStack } from '@business-m/ui';
import type { Decision } from '../api/use-writes.ts';
import { DifferenceList } from '../change/difference-list.tsx';
import { wishedWords } from '../words/change-words.ts';

type State = ProposalList['items'][number]['proposal']['state'];

const states: Readonly<Record<State, { label: string; tone: NonNullable<BadgeProps['tone']> }>> = {
  pending: { label: 'Waits', tone: 'info' },
  approved: { label: 'Approved', tone: 'success' },
  rejected: { label: 'Rejected', tone: 'danger' },
  withdrawn: { label: 'Withdrawn', tone: 'neutral' },
};

export interface ProposalItemProps {
  item: ProposalList['items'][number];
  own: boolean;
  onDecide(decision: Decision): void;
}

export function ProposalItem({ item: { proposal, differences }, own, onDecide }: ProposalItemProps) {
  const { id, state, author, reason, time, changes, decision } = proposal;
  const words = wishedWords(changes);
  return (
    <YStack render="li" gap="$2" paddingVertical={14} paddingHorizontal="$4">
      <XStack gap="$2" rowGap="$1" flexWrap="wrap" alignItems="center">
        <Badge tone={states[state].tone}>{states[state].label}</Badge>
        <Text weight="medium">{words}</Text>
      </XStack>
      <Text>{reason}</Text>
      <DifferenceList label={`Changes of proposal ${id}`} differences={differences} />
      {decision && (
        <Text tone="muted" numeric>
          {states[state].label} by {decision.by.name}, {formatDateTime(decision.time)}
          {decision.reason && `: “${decision.reason}”`}
          {decision.revision !== undefined && ` · revision ${decision.revision}`}
        </Text>
      )}
      <XStack gap="$2" rowGap="$2" flexWrap="wrap" alignItems="center" justifyContent="space-between">
        <Text size="small" tone="muted" numeric>
          {author.name} · {formatDateTime(time)} · seen at revision {proposal.parent}
        </Text>
        {state === 'pending' && (
          <XStack gap="$2" flexWrap="wrap" alignItems="center" flexShrink={1}>
            {own ? (
              <>
                <Text size="small" tone="muted" flexShrink={1}>
                  You proposed this, so somebody else has to approve it.
                </Text>
                <Button size="small" aria-label={`Withdraw: ${words}`} onPress={() => onDecide('withdraw')}>
                  Withdraw
                </Button>
              </>
            ) : (
              <>
                <Button size="small" aria-label={`Reject: ${words}`} onPress={() => onDecide('reject')}>
                  Reject
                </Button>
                <Button size="small" variant="primary" aria-label={`Approve: ${words}`} onPress={() => onDecide('approve')}>
                  Approve
                </Button>
              </>
            )}
          </XStack>
        )}
      </XStack>
    </YStack>
  );
}
