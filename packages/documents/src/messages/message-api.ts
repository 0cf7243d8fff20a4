/** The messages of a domain's outbox, and how far each is: kept out of the main entry of the package, which every first page carries. */
import { queryKeys, usePolling, withCursor } from '@business-m/documents';
import { type Document, type Message, messageListSchema, retriedMessagesSchema } from '@business-m/metadata';
import { useApi } from '@business-m/sdk';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

const messageKeys = {
  scope: (scope: string) => ['messages', scope] as const,
  list: (scope: string, search: string) => ['messages', scope, 'list', search] as const,
  of: (scope: string, key: string, revision: number) => ['messages', scope, 'of', key, revision] as const,
};

const messagesPath = (scope: string, rest = '') => `/api/${scope}/messages${rest}`;

export const isUnderWay = ({ state }: Message): boolean => state === 'pending' || state === 'dispatched';

/**
 * The messages about one document, newest first. Asked for again while something is under way, and when the document has another revision.
 * Every user who may read the document may ask.
 */
export function useMessagesOf(scope: string, key: string, { enabled, doc }: { enabled: boolean; doc: Pick<Document, 'revision'> }) {
  const api = useApi();
  const path = messagesPath(scope, `?key=${encodeURIComponent(key)}`);
  const query = useQuery({
    queryKey: messageKeys.of(scope, key, doc.revision),
    queryFn: async ({ signal }) => (await api.get(path, { schema: messageListSchema, signal })).data.items,
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
    queryFn: async ({ pageParam, signal }) =>
      (await api.get(withCursor(messagesPath(scope, search), pageParam), { schema: messageListSchema, signal })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const { counts } = list.data?.pages[0] ?? {};
  usePolling(counts !== undefined && counts.pending + counts.dispatched > 0, () => list.refetch({ cancelRefetch: false }));
  return list;
}

/**
 * Retries or dismisses messages that were refused or given up; throws the server's refusal. For the role `ops`. Afterwards `refresh` reads
 * messages, and the documents that they are about, again.
 */
export function useMessageRetry(scope: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMemo(
    () => ({
      retry: async (id: number) => void (await api.post(messagesPath(scope, `/${id}/retry`), {})),
      /** Retries some, oldest first: `more` remain after the `last`. */
      retryAll: async (state: 'refused' | 'dead', after: number) =>
        (await api.post(messagesPath(scope, '/retry'), { state, after }, { schema: retriedMessagesSchema })).data,
      dismiss: async (id: number, reason: string) => void (await api.post(messagesPath(scope, `/${id}/dismiss`), { reason })),
      async refresh() {
        const stale = [messageKeys.scope(scope), queryKeys.resources(), queryKeys.reports()];
        await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
      },
    }),
    [api, client, scope],
  );
}
