import { formatDateTime } from '@business-m/documents';
import type { History } from '@business-m/sdk/platform';
import { Badge, Button, Checkbox, Disclosure, Text, XStack } from '@business-m/ui';
import { DifferenceList } from '../change/difference-list.tsx';
import { capital, changesWords } from '../words/change-words.ts';
import { EvidenceView } from './evidence-view.tsx';

export interface RevisionItemProps {
  item: History['items'][number];
  /** The one in effect. */
  isHead: boolean;
  locked: boolean;
  chosen: boolean;
  onChoose(chosen: boolean): void;
  onRestore(): void;
}

const LISTED_OPENLY = 4;

/** One revision: who did what, when and why, what it changed, and the way back to it. */
export function RevisionItem({ item: { revision, differences }, isHead, locked, chosen, onChoose, onRestore }: RevisionItemProps) {
  const { number, author, approvedBy, reason, time, changes, evidence } = revision;
  const list = <DifferenceList label={`Changes of revision ${number}`} differences={differences} />;
  return (
    <li className="platform-revision">
      <div className="platform-revision-number">
        <Checkbox aria-label={`Compare revision ${number}`} value={chosen} onChange={onChoose} />
        <span className="platform-figures">{number}</span>
      </div>
      <div className="platform-revision-body">
        <XStack gap="$2" rowGap="$1" flexWrap="wrap" alignItems="center">
          <Text weight="medium">{capital(changesWords(changes))}</Text>
          {isHead && <Badge tone="success">Now</Badge>}
          {evidence && <Badge tone="warning">Automatic halt</Badge>}
        </XStack>
        <Text>{reason}</Text>
        {evidence && <EvidenceView evidence={evidence} />}
        {differences.length > 0 &&
          (differences.length <= LISTED_OPENLY ? list : <Disclosure label={`${differences.length} values changed`}>{list}</Disclosure>)}
        <XStack gap="$3" rowGap="$1" flexWrap="wrap" alignItems="center" justifyContent="space-between">
          <Text size="small" tone="muted" numeric>
            {author.name}
            {approvedBy && `, approved by ${approvedBy.name}`} · {formatDateTime(time)}
          </Text>
          {!isHead && (
            <Button
              size="small"
              variant="quiet"
              icon="undo"
              disabled={locked}
              aria-label={`Back to the releases of revision ${number}`}
              onPress={onRestore}
            >
              Back to these releases
            </Button>
          )}
        </XStack>
      </div>
    </li>
  );
}
