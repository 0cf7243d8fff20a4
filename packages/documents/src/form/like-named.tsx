import type { DocTypeMeta, Document } from '@business-m/metadata';
import { Link, useApi } from '@business-m/sdk';
import { Callout } from '@business-m/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchDocuments } from '../api/documents.ts';
import { queryKeys } from '../api/query-keys.ts';

/** Typing has paused. */
const PAUSE_MS = 400;
const NAMED_MAX = 3;

interface LikeNamedProps {
  meta: DocTypeMeta;
  doc: Document | null;
  values: Readonly<Record<string, unknown>>;
  basePath: string;
}

/** Says, before anything is saved, that others of this name exist. Two companies may share a name, so it is a hint and stops nobody. */
export function LikeNamed({ meta, doc, values, basePath }: LikeNamedProps) {
  const api = useApi();
  const { titleField = '', submittable, naming } = meta;
  const title = values[titleField];
  // The title of an unchanged document was accepted long ago.
  const typed = typeof title === 'string' && title !== doc?.[titleField] ? title.trim() : '';
  const named = usePaused(typed);
  const isName = !submittable && !(naming.by === 'field' && naming.field === titleField);
  const search = `?${new URLSearchParams({ like: named, limit: String(NAMED_MAX + 1) })}`;
  const found = useQuery({
    queryKey: queryKeys.options(meta.doctype, search),
    queryFn: ({ signal }) => fetchDocuments(api, meta.doctype, search, signal),
    enabled: isName && named !== '' && named === typed && named.length <= 200,
    retry: false,
  });
  const others = named === typed && typed !== '' ? (found.data?.items ?? []).filter(({ id }) => id !== doc?.id) : [];
  if (others.length === 0) return null;
  return (
    <Callout tone="info" title={`There is a ${meta.label.toLowerCase()} of this name already`}>
      {others.slice(0, NAMED_MAX).map(({ id, [titleField]: name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to={`${basePath}/${encodeURIComponent(id)}`}>
            {id} · {String(name)}
          </Link>
        </span>
      ))}
      {others.length > NAMED_MAX && ' and more'}. If it is another one, go on.
    </Callout>
  );
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
