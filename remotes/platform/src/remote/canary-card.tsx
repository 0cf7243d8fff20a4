import { Button, Card, Section, XStack } from '@business-m/ui';
import type { RemoteRow } from '../fleet/release-state.ts';
import { versionOf } from '../words/release-words.ts';
import { shareWords } from '../words/share-words.ts';
import { HealthComparison } from './health-comparison.tsx';
import type { RemoteAction } from './remote-actions.ts';

export interface CanaryCardProps {
  row: RemoteRow;
  onAct(action: RemoteAction): void;
  windowMinutes: number | undefined;
  locked: boolean;
}

/** Who gets what, how it does, and what to do with the canary. */
export function CanaryCard({ row, onAct, windowMinutes, locked }: CanaryCardProps) {
  const { canary, stable, fleet } = row;
  return (
    <Section
      title={canary ? 'Rollout' : 'Health'}
      detail={fleet && windowMinutes !== undefined ? `Users of the last ${windowMinutes} minutes` : 'Counted by the gateway that serves it'}
    >
      <Card>
        {canary && (
          <>
            <div
              className="platform-split"
              role="img"
              aria-label={`Canary ${shareWords(canary.shareBps)}, stable ${shareWords(stable.shareBps)}`}
            >
              <span className="platform-split-canary" style={{ flexGrow: canary.shareBps }} />
              <span className="platform-split-stable" style={{ flexGrow: stable.shareBps }} />
            </div>
            <XStack gap="$2" flexWrap="wrap" alignItems="center">
              <Button
                variant="primary"
                disabled={locked}
                onPress={() => onAct({ kind: 'release', release: canary.release, shareBps: 10_000 })}
              >
                Release {versionOf(canary.release)} to everybody
              </Button>
              <Button disabled={locked} onPress={() => onAct({ kind: 'release', release: canary.release, shareBps: canary.shareBps })}>
                Change its share
              </Button>
              <Button variant="danger" onPress={() => onAct({ kind: 'halt' })}>
                Halt it
              </Button>
            </XStack>
          </>
        )}
        <HealthComparison row={row} />
      </Card>
    </Section>
  );
}
