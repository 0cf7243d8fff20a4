import { usePolling } from '@business-m/documents';
import type { Document, Message, MessageList } from '@business-m/metadata';
import { type ApiClient, useApi } from '@business-m/sdk';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

const messageKeys = {
  scope: (scope: string) => ['messages', scope] as const,
  list: (scope: string, search: string) => ['messages', scope, 'list', search] as const,
  of: (scope: string, key: string, revision: number) => ['messages', scope, 'of', key, revision] as const,
};

/** `search` with its `?`, or empty. */
const messagesPath = (scope: string, search: string) => `/api/${scope}/messages${search}`;
const retryPath = (scope: string, id: number) => `/api/${scope}/messages/${id}/retry`;

/** Not settled, and nobody has to do anything for it to settle. */
export const isUnderWay = ({ state }: Message): boolean => state === 'pending' || state === 'dispatched';

/**
 * What was sent about one document, newest first. Asked again while something is under way, and when the document has another revision.
 * Whoever may read the document may ask.
 */
export function useMessagesOf(scope: string, key: string, { enabled, doc }: { enabled: boolean; doc: Pick<Document, 'revision'> }) {
  const api = useApi();
  const query = useQuery({
    queryKey: messageKeys.of(scope, key, doc.revision),
    queryFn: async ({ signal }) =>
      (await api.get<MessageList>(messagesPath(scope, `?key=${encodeURIComponent(key)}`), { signal })).data.items,
    enabled,
    placeholderData: keepPreviousData,
  });
  usePolling(enabled && Boolean(query.data?.some(isUnderWay)), () => query.refetch({ cancelRefetch: false }));
  return query;
}

/** A page's own query string is the API's: `?state=refused`. First page exactly `/api/<scope>/messages<search>`. */
export function useMessageList(scope: string, search: string) {
  const api = useApi();
  const list = useInfiniteQuery({
    queryKey: messageKeys.list(scope, search),
    queryFn: ({ pageParam, signal }) => readMessages(api, scope, search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const { counts } = list.data?.pages[0] ?? {};
  usePolling(counts !== undefined && counts.pending + counts.dispatched > 0, () => list.refetch({ cancelRefetch: false }));
  return list;
}

async function readMessages(api: ApiClient, scope: string, search: string, cursor: string | null, signal?: AbortSignal) {
  const params = new URLSearchParams(search);
  if (cursor !== null) params.set('cursor', cursor);
  const query = cursor === null ? search : `?${params}`;
  return (await api.get<MessageList>(messagesPath(scope, query), signal ? { signal } : {})).data;
}

/** All messages of a state, at most `limit`, newest first. */
export async function readAllOf(api: ApiClient, scope: string, state: Message['state'], limit: number): Promise<Message[]> {
  const found: Message[] = [];
  let cursor: string | null = null;
  do {
    const page: MessageList = await readMessages(api, scope, `?state=${state}&limit=100`, cursor);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && found.length < limit);
  return found.slice(0, limit);
}

/**
 * Brings a message that was refused or given up back on its way; throws what the server refuses it with. For the role `ops`. Nothing that
 * is cached of messages is true any more afterwards: `refresh` has it read again.
 */
export function useMessageRetry(scope: string): { retry(id: number): Promise<void>; refresh(): Promise<void> } {
  const api = useApi();
  const client = useQueryClient();
  const retry = useCallback(async (id: number) => void (await api.post(retryPath(scope, id), {})), [api, scope]);
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: messageKeys.scope(scope) }), [client, scope]);
  return { retry, refresh };
}
