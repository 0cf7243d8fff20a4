/** What a domain sends to the others, and how far it is: kept out of the main entry of the package, which every first page carries. */
import { queryKeys, usePolling } from '@business-m/documents';
import type { Document, Message, MessageList, RetriedMessages } from '@business-m/metadata';
import { type ApiClient, useApi } from '@business-m/sdk';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

const messageKeys = {
  scope: (scope: string) => ['messages', scope] as const,
  list: (scope: string, search: string) => ['messages', scope, 'list', search] as const,
  of: (scope: string, key: string, revision: number) => ['messages', scope, 'of', key, revision] as const,
};

const messagesPath = (scope: string, rest: string) => `/api/${scope}/messages${rest}`;

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

export interface MessageRetry {
  retry(id: number): Promise<void>;
  /** Some of a state, oldest first; `more` says whether there are others, `after` the `last` of these. */
  retryAll(state: 'refused' | 'dead', after: number): Promise<RetriedMessages>;
  /** Lets go of one that need not arrive any more. */
  dismiss(id: number, reason: string): Promise<void>;
  refresh(): Promise<void>;
}

/**
 * Brings a message that was refused or given up back on its way, or lets it go; throws what the server refuses it with. For the role `ops`. Nothing that
 * is cached of messages is true any more afterwards, nor of the documents that they are about: `refresh` has both read again.
 */
export function useMessageRetry(scope: string): MessageRetry {
  const api = useApi();
  const client = useQueryClient();
  const retry = useCallback(async (id: number) => void (await api.post(messagesPath(scope, `/${id}/retry`), {})), [api, scope]);
  const retryAll = useCallback(
    async (state: 'refused' | 'dead', after: number) =>
      (await api.post<RetriedMessages>(messagesPath(scope, '/retry'), { state, after })).data,
    [api, scope],
  );
  const dismiss = useCallback(
    async (id: number, reason: string) => void (await api.post(messagesPath(scope, `/${id}/dismiss`), { reason })),
    [api, scope],
  );
  const refresh = useCallback(async () => {
    const stale = [messageKeys.scope(scope), queryKeys.resources(), queryKeys.reports()];
    await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
  }, [client, scope]);
  return { retry, retryAll, dismiss, refresh };
}
