import type { DocTypeMeta, Document } from '@business-m/metadata';
import { Link, useApi } from '@business-m/sdk';
import { Text } from '@business-m/ui';
import { useQuery } from '@tanstack/react-query';
import { fetchDocuments } from '../api/documents.ts';
import { queryKeys } from '../api/query-keys.ts';
import { formatDateTime } from '../format/format-date.ts';

/** Who wrote the document and when, what it continues, and what continues it. */
export function History({ meta, doc, basePath }: { meta: DocTypeMeta; doc: Document; basePath: string }) {
  const successor = useSuccessor(meta, doc);
  const linkTo = (id: string) => <Link to={`${basePath}/${encodeURIComponent(id)}`}>{id}</Link>;
  return (
    <Text tone="muted" size="small">
      Created {formatDateTime(doc.created_at)} by {doc.created_by}
      {doc.revision > 1 && ` · changed ${formatDateTime(doc.modified_at)} by ${doc.modified_by}`}
      {doc.amended_from ? <> · amended from {linkTo(doc.amended_from)}</> : null}
      {successor ? <> · amended as {linkTo(successor)}</> : null}
    </Text>
  );
}

/** The document that a cancelled one was amended to, where this user may read it. */
function useSuccessor(meta: DocTypeMeta, doc: Document): string | null {
  const api = useApi();
  const search = `?${new URLSearchParams({ amended_from: doc.id, limit: '1' })}`;
  const found = useQuery({
    queryKey: queryKeys.options(meta.doctype, search),
    queryFn: ({ signal }) => fetchDocuments(api, meta.doctype, search, signal),
    enabled: meta.submittable && doc.status === 'cancelled',
  });
  return found.data?.items[0]?.id ?? null;
}
