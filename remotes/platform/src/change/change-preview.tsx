import { Skeleton, Text, YStack } from '@business-m/ui';
import { DifferenceList } from './difference-list.tsx';
import { SmallTitle } from './race-panel.tsx';
import { Refusal } from './refusal.tsx';
import type { useDryRun } from './use-dry-run.ts';

/** What the change would do, as the gateway's dry run says. */
export function ChangePreview({
  dryRun,
  waiting,
}: {
  dryRun: Pick<ReturnType<typeof useDryRun>, 'data' | 'error' | 'upToDate'>;
  waiting: boolean;
}) {
  const { data, error, upToDate } = dryRun;
  return (
    <YStack render="section" gap="$1.5" minHeight={58} aria-label="What will change" aria-busy={!upToDate && !error && waiting}>
      <SmallTitle>What will change</SmallTitle>
      {error ? (
        <Refusal error={error} />
      ) : data?.outcome === 'dry-run' ? (
        <div style={{ opacity: upToDate ? 1 : 0.5 }}>
          <DifferenceList label="Differences" differences={data.differences} />
          {data.needsApproval && (
            <Text tone="warning" size="small" marginTop="$1.5" display="block">
              This environment asks for approval: it takes effect once somebody else has approved it.
            </Text>
          )}
        </div>
      ) : data?.outcome === 'unchanged' ? (
        <Text tone="muted">Nothing: it is so already.</Text>
      ) : waiting ? (
        <Skeleton height={30} />
      ) : (
        <Text tone="muted">Fill in what is missing to see it.</Text>
      )}
    </YStack>
  );
}
