import type { DocTypeMeta } from '@business-m/metadata';
import { useCanOpen, useDeskLocation } from '@business-m/sdk';
import { useMeta } from './use-meta.ts';

/**
 * The desk path of a document, or null when this user has no screen for it. No table of other remotes' routes: a list
 * stands at `/<scope>/<plural label, hyphenated>`, where the scope is the DocType's owner, or the remote the user is in
 * (which draws the master data it works with).
 */
export function useDocumentHref(doctype: string, id: string): string | null {
  const meta = useMeta(doctype);
  const canOpen = useCanOpen();
  const { pathname } = useDeskLocation();
  if (!meta.data) return null;
  return candidates(meta.data, id, pathname).find(canOpen) ?? null;
}

function candidates(meta: DocTypeMeta, id: string, pathname: string): string[] {
  const here = pathname.split('/')[1] ?? '';
  const list = meta.labelPlural.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return [here, meta.owner].map((scope) => `/${scope}/${list}/${encodeURIComponent(id)}`);
}
