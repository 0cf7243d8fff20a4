import { Button, Callout, Skeleton, YStack } from '@business-m/ui';

/** Takes the room of a screen that is loading. */
export function WaitingScreen({ title, slow, onRetry }: { title: string; slow: boolean; onRetry: () => void }) {
  return (
    <YStack gap="$3" padding="$6" $phone={{ padding: '$4' }} aria-busy="true" aria-label={`${title} is loading`} role="status">
      {slow && (
        <Callout
          tone="warning"
          title={`${title} takes longer than usual`}
          action={
            <Button size="small" icon="refresh" onPress={onRetry}>
              Try again
            </Button>
          }
        >
          The desk goes on waiting.
        </Callout>
      )}
      <Skeleton width={220} height={24} />
      <Skeleton width="60%" height={14} />
      <YStack gap={14} marginTop="$4">
        {[0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
          <Skeleton key={row} height={18} />
        ))}
      </YStack>
    </YStack>
  );
}
