import { formatDateTime } from '@business-m/documents';
import type { History, RevisionSummary } from '@business-m/sdk/platform';
import { Badge, Button, Checkbox, Disclosure, Text, XStack, YStack } from '@business-m/ui';
import { DifferenceList } from '../change/difference-list.tsx';
import { capital, doneWords } from '../words/change-words.ts';
import { EvidenceView } from './evidence-view.tsx';

export interface RevisionItemProps {
  item: History['items'][number];
  isHead: boolean;
  locked: boolean;
  chosen: boolean;
  onChoose(chosen: boolean): void;
  onRestore(): void;
}

const LISTED_OPENLY = 4;

/** Of the remote that was halted. */
const scopeOf = (changes: RevisionSummary['changes']) =>
  changes?.flatMap((change) => (change.kind === 'halt' ? change.scope : []))[0] ?? '';

export function RevisionItem({ item: { revision, differences }, isHead, locked, chosen, onChoose, onRestore }: RevisionItemProps) {
  const { number, author, approvedBy, reason, time, changes, evidence } = revision;
  const list = <DifferenceList label={`Changes of revision ${number}`} differences={differences} />;
  return (
    <li className="platform-revision">
      <div className="platform-revision-number">
        <Checkbox aria-label={`Compare revision ${number}`} value={chosen} onChange={onChoose} />
        <span className="platform-figures">{number}</span>
      </div>
      <YStack flex={1} gap="$1.5" minWidth={0} className="platform-anywhere">
        <XStack flexWrap="wrap" alignItems="center" justifyContent="space-between" columnGap="$3" minHeight={28} marginVertical={-4}>
          <XStack gap="$2" rowGap="$1" flexWrap="wrap" alignItems="center" flexShrink={1}>
            <Text weight="medium">{capital(doneWords(changes))}</Text>
            {isHead && <Badge tone="success">Now</Badge>}
            {evidence && <Badge tone="warning">Automatic halt</Badge>}
          </XStack>
          {!isHead && (
            <Button
              size="small"
              variant="quiet"
              icon="undo"
              disabled={locked}
              aria-label={`Back to these releases, of revision ${number}`}
              onPress={onRestore}
            >
              Back to these releases
            </Button>
          )}
        </XStack>
        <Text size="small" tone="muted" numeric>
          {author.name}
          {approvedBy && `, approved by ${approvedBy.name}`} · {formatDateTime(time)}
        </Text>
        <Text>{reason}</Text>
        {evidence && <EvidenceView scope={scopeOf(changes)} evidence={evidence} />}
        {differences.length > 0 &&
          (differences.length <= LISTED_OPENLY ? list : <Disclosure label={`${differences.length} values changed`}>{list}</Disclosure>)}
      </YStack>
    </li>
  );
}
