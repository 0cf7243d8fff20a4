import { Card, Section, Text, XStack } from '@business-m/ui';
import { shareWords } from '../words/share-words.ts';
import { CanaryActions } from './canary-actions.tsx';
import { HealthComparison } from './health-comparison.tsx';
import type { SectionProps } from './remote-actions.ts';

/** Shares and health of stable and canary, with the canary's actions. */
export function CanaryCard({ row, onAct, windowMinutes, locked }: SectionProps & { windowMinutes: number | undefined }) {
  const { canary, stable, fleet } = row;
  // A table would hold only dashes.
  if (!canary && !stable.health)
    return (
      <Section title="Health">
        <Text tone="muted">
          {fleet && windowMinutes !== undefined
            ? `Nobody who has it has reported anything in the last ${windowMinutes} minutes.`
            : 'Counted by the gateway that serves it.'}
        </Text>
      </Section>
    );
  return (
    <Section
      title={canary ? 'Rollout' : 'Health'}
      detail={fleet && windowMinutes !== undefined ? `Users of the last ${windowMinutes} minutes` : 'Counted by the gateway that serves it'}
    >
      <Card>
        {canary && (
          <div
            className="platform-split"
            role="img"
            aria-label={`Canary ${shareWords(canary.shareBps)}, stable ${shareWords(stable.shareBps)}`}
          >
            <span className="platform-split-canary" style={{ flexGrow: canary.shareBps }} />
            <span className="platform-split-stable" style={{ flexGrow: stable.shareBps }} />
          </div>
        )}
        <XStack flexWrap="wrap" rowGap="$6" columnGap="$12">
          <HealthComparison row={row} />
          {canary && <CanaryActions row={row} canary={canary} locked={locked} onAct={onAct} />}
        </XStack>
      </Card>
    </Section>
  );
}
