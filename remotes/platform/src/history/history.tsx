import { useLoadTrouble } from '@business-m/documents';
import type { RevisionSummary } from '@business-m/sdk/platform';
import { Button, Card, EmptyState, Skeleton, Text, XStack, YStack } from '@business-m/ui';
import { useEffect, useEffectEvent, useState } from 'react';
import { useHistory } from '../api/use-admin.ts';
import { EnvironmentPage, Trouble } from '../environment/environment-page.tsx';
import type { EnvironmentChoice } from '../environment/use-environment-choice.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { RevisionItem } from './revision-item.tsx';
import './history.css';

export default function HistoryScreen() {
  return (
    <EnvironmentPage title="History" subtitle="Every revision, who made it and why. Tick two to compare them.">
      {(choice) => <Revisions key={choice.environment.name} choice={choice} />}
    </EnvironmentPage>
  );
}

function Revisions({ choice: { environment } }: { choice: EnvironmentChoice }) {
  const history = useHistory(environment.name);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [comparing, setComparing] = useState(false);
  const [restoring, setRestoring] = useState<RevisionSummary | null>(null);
  const newest = history.data?.pages[0]?.items[0]?.revision.number;
  const head = environment.head?.number;
  const isBehind = head !== undefined && newest !== undefined && newest < head;
  const readAgain = useEffectEvent(() => void history.refetch());
  // The list of environments is polled; the history is fetched when there is a newer revision.
  useEffect(() => {
    if (isBehind) readAgain();
  }, [isBehind]);
  const trouble = useLoadTrouble(history);
  if (trouble) return <Trouble trouble={trouble} />;
  const items = history.data?.pages.flatMap((page) => page.items);
  const [from, to] = chosen.toSorted((a, b) => a - b);
  if (items?.length === 0) return <EmptyState icon="list" title="No revision yet" />;
  return (
    <YStack gap="$3">
      <XStack className="platform-compare" gap="$2" alignItems="center" minHeight={32}>
        <Button size="small" icon="arrow-left-right" disabled={from === undefined || to === undefined} onPress={() => setComparing(true)}>
          Compare
        </Button>
        <Text tone="muted" size="small" numeric role="status">
          {from === undefined
            ? ''
            : to === undefined
              ? `Revision ${from} is ticked; tick another one.`
              : `Revision ${from} with revision ${to}.`}
        </Text>
      </XStack>
      <Card padding="none">
        {items ? (
          <ol className="platform-list" aria-label="Revisions">
            {items.map((item) => (
              <RevisionItem
                key={item.revision.number}
                item={item}
                isHead={item.revision.number === head}
                locked={environment.locked !== null}
                chosen={chosen.includes(item.revision.number)}
                onChoose={(on) => setChosen(choose(chosen, item.revision.number, on))}
                onRestore={() => setRestoring(item.revision)}
              />
            ))}
          </ol>
        ) : (
          <Waiting />
        )}
      </Card>
      {history.hasNextPage && (
        <XStack justifyContent="center">
          <Button busy={history.isFetchingNextPage} onPress={() => void history.fetchNextPage({ cancelRefetch: false })}>
            Load older
          </Button>
        </XStack>
      )}
      {comparing && from !== undefined && to !== undefined && (
        <CompareDialog environment={environment.name} from={from} to={to} onClose={() => setComparing(false)} />
      )}
      {restoring && head !== undefined && (
        <RestoreDialog environment={environment.name} head={head} revision={restoring} onClose={() => setRestoring(null)} />
      )}
    </YStack>
  );
}

/** Two at most: a third replaces the older one. */
function choose(chosen: readonly number[], number: number, on: boolean): number[] {
  const others = chosen.filter((each) => each !== number);
  return on ? [...others, number].slice(-2) : others;
}

function Waiting() {
  return (
    <div aria-busy="true">
      {[260, 200, 240, 220].map((width) => (
        <YStack key={width} gap="$2" padding="$4">
          <Skeleton width={width} />
          <Skeleton width={width * 1.6} height={10} />
        </YStack>
      ))}
    </div>
  );
}
