import type { DocTypeMeta } from '@business-m/metadata';
import { useApi, useCanOpen, useDeskLocation } from '@business-m/sdk';
import { useQueries } from '@tanstack/react-query';
import { metaQuery } from './documents.ts';

/**
 * The desk paths of documents, each null where this user has no screen for it. No table of other remotes' routes: a list
 * stands at `/<scope>/<plural>`, where the scope is the DocType's owner or, where that has no screen for this user, the remote
 * the user is in (which draws what it works with), and the plural is the hyphenated label or the DocType's name with an s.
 */
export function useDocumentHrefs(doctypes: readonly string[]): (doctype: string, id: string) => string | null {
  const api = useApi();
  const canOpen = useCanOpen();
  const { pathname } = useDeskLocation();
  const wanted = [...new Set(doctypes)].filter((doctype) => doctype !== '');
  const metas = useQueries({ queries: wanted.map((doctype) => metaQuery(api, doctype)) });
  return (doctype, id) => {
    const meta = metas[wanted.indexOf(doctype)]?.data;
    return meta ? (candidates(meta, id, pathname).find(canOpen) ?? null) : null;
  };
}

/** The desk path of one document; see `useDocumentHrefs`. */
export function useDocumentHref(doctype: string, id: string): string | null {
  return useDocumentHrefs([doctype])(doctype, id);
}

function candidates(meta: DocTypeMeta, id: string, pathname: string): string[] {
  const here = pathname.split('/')[1] ?? '';
  const lists = [meta.labelPlural.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), `${meta.doctype}s`];
  return [meta.owner, here].flatMap((scope) => lists.map((list) => `/${scope}/${list}/${encodeURIComponent(id)}`));
}
