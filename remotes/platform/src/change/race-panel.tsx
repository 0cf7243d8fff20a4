import { formatSince } from '@business-m/documents';
import type { LostRace } from '@business-m/sdk/platform';
import { Callout, Text, YStack } from '@business-m/ui';
import { doneWords } from '../words/change-words.ts';
import { DifferenceList } from './difference-list.tsx';

/** After a lost race: the other's changes beside the user's own. */
export function RacePanel({ race: { current, theirs, yours } }: { race: LostRace }) {
  return (
    <YStack gap="$3">
      <Callout tone="warning" title={`Meanwhile ${current.author.name} ${doneWords(current.changes)}.`}>
        Revision {current.number}, {formatSince(current.time)}: “{current.reason}”. Nothing of yours was written, and your input is kept.
      </Callout>
      <YStack gap="$1.5">
        <SmallTitle>What has changed since you looked</SmallTitle>
        <DifferenceList label="Theirs" differences={theirs} />
      </YStack>
      {yours.length > 0 && (
        <YStack gap="$1.5">
          <SmallTitle>What you were about to change</SmallTitle>
          <DifferenceList label="Yours" differences={yours} />
        </YStack>
      )}
    </YStack>
  );
}

export function SmallTitle({ children }: { children: string }) {
  return (
    <Text size="small" weight="medium" tone="muted">
      {children}
    </Text>
  );
}
