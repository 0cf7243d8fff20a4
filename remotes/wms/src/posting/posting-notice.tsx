import { formatDateTime, queryKeys, useNow } from '@business-m/documents';
import { useMessageRetry, useMessagesOf } from '@business-m/documents/messages/api';
import type { Document, Message } from '@business-m/metadata';
import { Link, useCanOpen, useNotify, useUser } from '@business-m/sdk';
import { Button, Callout, Icon, Text, XStack, YStack } from '@business-m/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isPosting } from './posting-badge.tsx';
import { postingStory } from './posting-story.ts';

/** Under the title of a stock entry: how far its value is on the way to the ledger, told live. */
export function PostingNotice({ doc }: { doc: Document }) {
  const waiting = isPosting(doc);
  const messages = useMessagesOf('wms', doc.id, { enabled: doc.posting_status !== 'none', doc });
  const seenMs = useWaitedMs(waiting);
  const story = postingStory(doc, messages.data, seenMs);
  switch (story.kind) {
    case 'none':
      return null;
    case 'pending':
      return (
        <Callout tone="info" title={story.title}>
          {story.detail}
        </Callout>
      );
    case 'posted':
      return (
        <div role="status">
          {story.at !== null && (
            <XStack gap="$2" alignItems="center">
              <Text tone="success" display="block">
                <Icon name="circle-check" />
              </Text>
              <Text tone="muted" size="small">
                {story.words} {formatDateTime(story.at)}
              </Text>
            </XStack>
          )}
        </div>
      );
    case 'failed':
      return <Failure doc={doc} title={story.title} reason={story.reason} message={story.message} />;
  }
}

function Failure({ doc, title, reason, message }: { doc: Document; title: string; reason: string; message: Message | null }) {
  const isOps = useUser().roles.includes('ops');
  const canOpen = useCanOpen();
  const client = useQueryClient();
  const notify = useNotify();
  const { retry, refresh } = useMessageRetry('wms');
  const again = useMutation({
    mutationFn: (id: number) => retry(id),
    onSuccess: () => notify({ kind: 'info', title: `${doc.id} is on its way to the ledger again` }),
    onSettled: () => Promise.all([refresh(), client.invalidateQueries({ queryKey: queryKeys.document('stock-entry', doc.id) })]),
  });
  const messages = `/wms/messages?key=${encodeURIComponent(doc.id)}`;
  return (
    <Callout
      tone="danger"
      title={title}
      action={
        isOps && message?.retryable ? (
          <XStack gap="$3" alignItems="center">
            {canOpen(messages) && <Link to={messages}>What was sent</Link>}
            <Button size="small" icon="refresh" busy={again.isPending} onPress={() => again.mutate(message.id)}>
              Retry
            </Button>
          </XStack>
        ) : undefined
      }
    >
      <YStack gap="$1">
        <Text>{reason}</Text>
        <Text tone="muted">
          {isOps
            ? 'Put right what it names and retry: the entry is then posted as it stands.'
            : 'Once what it names is put right, those who run the desk can have it posted as it stands. Cancelling and amending the entry works too.'}
        </Text>
        {again.error && <Text tone="danger">{again.error.message}</Text>}
      </YStack>
    </Callout>
  );
}

/** For how long this screen has seen it wait: the server's clock may be another one. */
function useWaitedMs(waiting: boolean): number {
  const [since, setSince] = useState<number | null>(null);
  if (waiting && since === null) setSince(Date.now());
  if (!waiting && since !== null) setSince(null);
  const now = useNow(waiting);
  return since === null ? 0 : Math.max(0, now - since);
}
