import { formatCount, LoadMore, LoadProblem, useLoadTrouble, useNow, useSearchState } from '@business-m/documents';
import type { Message, MessageList, MessageState } from '@business-m/metadata';
import { Button, Callout, Card, EmptyState, Page, PageHeader, Separator, Skeleton, Tabs, View, YStack } from '@business-m/ui';
import { type ReactNode, useState } from 'react';
import { DismissDialog } from './dismiss-dialog.tsx';
import { isUnderWay, useMessageList } from './message-api.ts';
import { MessageFilter } from './message-filter.tsx';
import { MessageItem } from './message-item.tsx';
import { counted, isDeadLetter, stateWords } from './message-words.ts';
import { type RetryResult, useRetries } from './use-retries.ts';

export interface MessagesScreenProps {
  /** Whose messages: `wms`. */
  scope: string;
  title: string;
  /** A sentence under the title: what goes where. */
  subtitle: string;
  /** Topic → what it asks for, in words: `{ 'ledger.post': 'Post the value' }`. */
  topics: Readonly<Record<string, string>>;
  /** Desk path of the document that a message is about; null when it is about none. */
  hrefOf(message: Message): string | null;
}

const tabs: readonly ('' | MessageState)[] = ['', 'refused', 'dead', 'pending', 'dispatched', 'dismissed', 'delivered'];

/**
 * What a domain sent to others, by state, with what was refused or given up to look at, to retry and to dismiss. For the role `ops`. The page's query
 * string is the API's: `?state=refused`, `?key=SE-00001`.
 */
export function MessagesScreen({ scope, title, subtitle, topics, hrefOf }: MessagesScreenProps) {
  const search = useSearchState();
  const list = useMessageList(scope, search.search);
  const retries = useRetries(scope);
  const [dismissing, setDismissing] = useState<Message | null>(null);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const now = useNow(rows.some(isUnderWay));
  const trouble = useLoadTrouble(list);
  if (trouble) return <LoadProblem trouble={trouble} onRetry={trouble.problem.code === 'bad-query' ? search.clear : undefined} />;

  const state = tabs.find((tab) => tab === search.get('state')) ?? '';
  const key = search.get('key');
  const counts = list.data?.pages[0]?.counts;
  const shown = withRetried(rows, retries.results);
  const retryable = isDeadLetter(state) && key === '' ? (counts?.[state] ?? 0) : 0;
  return (
    <Page>
      <PageHeader
        title={title}
        subtitle={subtitle}
        actions={
          retryable > 0 && isDeadLetter(state) ? (
            <Button icon="refresh" busy={retries.busy === 'all'} onPress={() => void retries.all(state, rows)}>
              {retries.busy === 'all' ? 'Retrying all' : `Retry all ${formatCount(retryable)}`}
            </Button>
          ) : undefined
        }
      />
      <YStack gap="$3">
        <Tabs
          label="State"
          value={state}
          onChange={(value) => {
            retries.forget();
            search.set({ state: value });
          }}
          tabs={tabs.map((value) => ({ value, ...tabOf(value, counts) }))}
        />
        <MessageFilter value={key} onCommit={(value) => search.set({ key: value })} />
        <RetrySummary {...retries} />
        <Card padding="none">
          {list.isPending ? (
            <Waiting />
          ) : shown.length === 0 ? (
            <EmptyState
              icon={key === '' ? 'circle-check' : 'search'}
              title={key === '' ? (state === '' ? 'Nothing was sent yet.' : stateWords[state].empty) : `Nothing about ${key}`}
              {...(key === '' ? {} : { action: <Button onPress={search.clear}>Show all</Button> })}
            />
          ) : (
            <Items busy={list.isPlaceholderData}>
              {shown.map((message, index) => (
                <li key={message.id}>
                  {index > 0 && <Separator />}
                  <MessageItem
                    message={message}
                    what={topics[message.topic] ?? message.topic}
                    href={hrefOf(message)}
                    result={retries.results.get(message.id)}
                    busy={retries.busy === message.id || retries.busy === 'all'}
                    now={now}
                    onRetry={() => void retries.one(message)}
                    onDismiss={() => setDismissing(message)}
                  />
                </li>
              ))}
            </Items>
          )}
        </Card>
        <LoadMore pages={list} />
      </YStack>
      {dismissing && <DismissDialog message={dismissing} dismiss={retries.dismiss} onClose={() => setDismissing(null)} />}
    </Page>
  );
}

/** Retried messages have left the listed state, but stay in sight with their result. */
function withRetried(rows: readonly Message[], results: ReadonlyMap<number, RetryResult>): Message[] {
  const there = new Set(rows.map(({ id }) => id));
  const gone = [...results.values()].map(({ message }) => message).filter(({ id }) => !there.has(id));
  return [...rows, ...gone].toSorted((a, b) => b.id - a.id);
}

function tabOf(value: '' | MessageState, counts: MessageList['counts'] | undefined): { label: string; count?: number } {
  if (value === '') return { label: 'All' };
  const { label } = stateWords[value];
  return value === 'delivered' || value === 'dismissed' || !counts ? { label } : { label, count: counts[value] };
}

function RetrySummary({ sum: { retried, refused }, refusal }: Pick<ReturnType<typeof useRetries>, 'sum' | 'refusal'>) {
  const done = `${counted(retried, 'message')} on the way again`;
  if (refusal !== null)
    return (
      <Callout tone="danger" title={refusal}>
        {retried > 0 && `${done} before that.`}
      </Callout>
    );
  if (retried + refused === 0) return null;
  if (refused === 0) return <Callout tone="success" title={`${done}.`} />;
  return (
    <Callout tone="warning" title={`${done}, ${formatCount(refused)} not.`}>
      Each says why.
    </Callout>
  );
}

function Items({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <ul aria-label="Messages" aria-busy={busy || undefined} style={{ listStyle: 'none', margin: 0, padding: 0, opacity: busy ? 0.55 : 1 }}>
      {children}
    </ul>
  );
}

function Waiting() {
  return (
    <div aria-busy="true">
      {[220, 180, 240, 200].map((width) => (
        <YStack key={width} gap="$2" paddingVertical="$3" paddingHorizontal="$4">
          <Skeleton width={width} />
          <View>
            <Skeleton width={width * 1.8} height={10} />
          </View>
        </YStack>
      ))}
    </div>
  );
}
