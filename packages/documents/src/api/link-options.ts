import type { Document, RowFieldMeta } from '@business-m/metadata';
import { useApi } from '@business-m/sdk';
import { useQuery } from '@tanstack/react-query';
import { documentQuery, fetchDocuments, useMeta } from './documents.ts';
import { type Offer, offered } from './offer.ts';
import { queryKeys } from './query-keys.ts';
import { rankOptions } from './rank-options.ts';

/** A DocType with fewer documents is searched without asking the server again. */
const READ_AHEAD = 200;
const FOUND_AT_MOST = 30;

type LinkField = Pick<RowFieldMeta, 'to' | 'linkFilter' | 'linkExcept'>;

/** The query string with which a picker reads ahead, as preload templates spell it: `?is_group=false&limit=200`. */
export function readAheadSearch(field: LinkField): string {
  return searchOf(field, { limit: String(READ_AHEAD) });
}

function searchOf(field: LinkField, more: Record<string, string>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(field.linkFilter ?? {})) params.set(name, String(value));
  for (const [name, value] of Object.entries(field.linkExcept ?? {})) params.set(`${name}.not`, String(value));
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  return `?${params}`;
}

/** The title of a linked document, when its DocType has one. */
export function titleOf(doc: Document, titleField: string | undefined): string | null {
  const title = titleField === undefined ? null : doc[titleField];
  return typeof title === 'string' && title !== '' && title !== doc.id ? title : null;
}

/** `1110 · Cash`: an id and its title as one line of text. */
export function linkLabel(id: string, title: string | null): string {
  return title === null ? id : `${id} · ${title}`;
}

function useListOf(field: LinkField, query: string, enabled: boolean) {
  const api = useApi();
  const to = field.to ?? '';
  return useQuery({
    queryKey: queryKeys.options(to, query),
    queryFn: ({ signal }) => fetchDocuments(api, to, query, signal),
    enabled: enabled && to !== '',
    staleTime: 60_000,
  });
}

/**
 * A picker's options for `text`, the closest match first. When every document was read ahead they are searched here; otherwise the server
 * searches for `asked`, which is `text` once typing has paused. While it does, what is known already is searched, and `loading` says that there
 * may be better.
 */
export function useLinkOptions(field: LinkField, text: string, asked: string, offer?: Offer) {
  const meta = useMeta(field.to ?? '');
  const ahead = useListOf(field, readAheadSearch(field), true);
  const all = ahead.data !== undefined && ahead.data.next_cursor === null;
  const wanted = text.trim();
  const search = asked.trim();
  const found = useListOf(
    field,
    searchOf(field, { ...offer?.same, limit: String(FOUND_AT_MOST), q: search, sort: 'q' }),
    search !== '' && ahead.data !== undefined && !all,
  );
  const optionOf = (doc: Document) => ({ value: doc.id, label: linkLabel(doc.id, titleOf(doc, meta.data?.titleField)) });
  const here = ahead.data?.items ?? [];
  const there = wanted !== '' && !all ? (found.data?.items ?? []) : [];
  const known = [...there, ...here.filter(({ id }) => !there.some((doc) => doc.id === id))];
  // The documents' service does not answer: nothing is known, which is not the same as no options.
  const away = [ahead, found].some((read) => read.data === undefined && read.failureCount > 0);
  const loading = !away && (ahead.isPending || (!all && wanted !== '' && (found.isFetching || wanted !== search)));
  return { options: rankOptions(offered(known, offer).map(optionOf), wanted), loading, away };
}

/** The title of the document a link points to; null while unknown, or when it has none. */
export function useLinkTitle(field: LinkField, id: string | null): string | null {
  const api = useApi();
  const to = field.to ?? '';
  const meta = useMeta(to);
  const ahead = useListOf(field, readAheadSearch(field), id !== null);
  const listed = ahead.data?.items.find((doc) => doc.id === id);
  const missing = id !== null && !ahead.isPending && listed === undefined;
  const single = useQuery({ ...documentQuery(api, to, id ?? ''), enabled: missing, retry: false, staleTime: 60_000 });
  const doc = listed ?? single.data;
  return doc === undefined ? null : titleOf(doc, meta.data?.titleField);
}
