import { Button, Callout, XStack } from '@business-m/ui';
import { formatDateTime } from '../format/format-date.ts';
import type { KeptText } from './kept-store.ts';

export interface KeptOfferProps {
  entry: KeptText;
  /** `journal entry` */
  label: string;
  onTake(): void;
  onDrop(): void;
}

/** What was typed and not saved, when the browser, the page or the session ended. Nothing is taken up by itself. */
export function KeptOffer({ entry, label, onTake, onDrop }: KeptOfferProps) {
  const when = formatDateTime(new Date(entry.at).toISOString());
  return (
    <Callout
      title={entry.id === null ? `You were typing a new ${label} on ${when}.` : `You were typing this on ${when}.`}
      action={
        <XStack gap="$2">
          <Button size="small" variant="primary" onPress={onTake}>
            Take it up
          </Button>
          <Button size="small" onPress={onDrop}>
            Drop it
          </Button>
        </XStack>
      }
    >
      It was not saved. This browser kept it.
    </Callout>
  );
}
