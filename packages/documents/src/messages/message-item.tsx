import { formatDateTime, formatSince } from '@business-m/documents';
import type { Message } from '@business-m/metadata';
import { Link, useCanOpen } from '@business-m/sdk';
import { Badge, Button, Disclosure, Text, View, XStack, YStack } from '@business-m/ui';
import { counted, stateWords } from './message-words.ts';
import type { RetryResult } from './use-retries.ts';

export interface MessageItemProps {
  message: Message;
  what: string;
  href: string | null;
  result: RetryResult | undefined;
  busy: boolean;
  now: number;
  onRetry(): void;
  onDismiss(): void;
}

/** One message with its state, fault and payload. */
export function MessageItem({ message, what, href, result, busy, now, onRetry, onDismiss }: MessageItemProps) {
  const canOpen = useCanOpen();
  const { label, tone } = stateWords[message.state];
  const onItsWay = result?.refusal === null;
  return (
    <YStack gap="$1" paddingVertical="$3" paddingHorizontal="$4">
      <XStack gap="$3" rowGap="$1" flexWrap="wrap" alignItems="center">
        <View flexBasis={72} flexShrink={0}>
          <span>
            <Badge tone={onItsWay ? 'info' : tone}>{onItsWay ? 'On its way' : label}</Badge>
          </span>
        </View>
        <Text weight="medium">{href !== null && canOpen(href) ? <Link to={href}>{message.key}</Link> : message.key}</Text>
        <Text>{what}</Text>
        <XStack flexGrow={1} flexBasis={200} minWidth={0} justifyContent="flex-end" alignItems="center" gap="$3">
          <View flexGrow={1} minWidth={0} alignItems="flex-end" $phone={{ alignItems: 'flex-start' }}>
            <Text tone="muted" size="small" numeric>
              {progressOf(message, now)}
            </Text>
          </View>
          {message.dismissable && !onItsWay && (
            <Button size="small" variant="quiet" disabled={busy} aria-label={`Dismiss ${message.key}`} onPress={onDismiss}>
              Dismiss
            </Button>
          )}
          {message.retryable && !onItsWay && (
            <Button size="small" icon="refresh" busy={busy} aria-label={`Retry ${message.key}`} onPress={onRetry}>
              Retry
            </Button>
          )}
        </XStack>
      </XStack>
      {message.last_error !== null && !onItsWay && (
        <Text
          tone={message.state === 'refused' || message.state === 'dead' ? 'danger' : 'muted'}
          whiteSpace="pre-wrap"
          wordWrap="break-word"
        >
          {message.last_error}
        </Text>
      )}
      {message.dismissed_reason !== null && (
        <Text whiteSpace="pre-wrap" wordWrap="break-word">
          Dismissed: {message.dismissed_reason}
        </Text>
      )}
      {result && (
        <div role="status">
          <Text tone={result.refusal === null ? 'info' : 'danger'} weight="medium">
            {result.refusal === null ? 'On its way again.' : `Not tried again: ${result.refusal}`}
          </Text>
        </div>
      )}
      <XStack gap="$4" rowGap="$0" flexWrap="wrap" alignItems="baseline">
        <Text tone="muted" size="small">
          No. {message.id} · {formatDateTime(message.created_at)} by {message.user}
          {message.dismissed_by !== null && ` · dismissed by ${message.dismissed_by} ${formatSince(message.dismissed_at ?? '')}`}
          {message.retried_by !== null && ` · retried by ${message.retried_by} ${formatSince(message.retried_at ?? '')}`}
        </Text>
        <View flexGrow={1} flexBasis={160} minWidth={0}>
          <Disclosure label="What it says" code>
            {JSON.stringify(message.payload, null, 2)}
          </Disclosure>
        </View>
      </XStack>
    </YStack>
  );
}

function progressOf({ state, attempts, next_attempt_at, settled_at }: Message, now: number): string {
  const tries = attempts === 0 ? 'not tried yet' : counted(attempts, 'try', 'tries');
  if (state === 'delivered') return settled_at === null ? tries : `${tries} · arrived ${formatSince(settled_at)}`;
  if (state === 'dispatched') return `${tries} · waits for the answer`;
  if (next_attempt_at === null) return settled_at === null ? tries : `${tries} · ended ${formatSince(settled_at)}`;
  return Date.parse(next_attempt_at) <= now ? `${tries} · next try now` : `${tries} · next try ${formatSince(next_attempt_at)}`;
}
