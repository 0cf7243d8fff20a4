/** Paths of the documents' API, spelt as the screens' preload templates spell them. */
export const paths = {
  meta: (doctype: string) => `/api/meta/${doctype}`,
  /** `search` comes with its `?`, or empty. */
  list: (doctype: string, search = '') => `/api/resource/${doctype}${search}`,
  document: (doctype: string, id: string) => `/api/resource/${doctype}/${encodeURIComponent(id)}`,
};

/**
 * Every key under which this package caches. A remote that fetches by itself uses them too, so that its figures are
 * refreshed by what the forms change:
 *
 * - `meta/<doctype>`: what a DocType is; kept for the session, fetched anew after `schema-changed`
 * - `resource/<doctype>/list/<search>`, `…/document/<id>`, `…/options/<query>`: dropped by every write to that DocType
 * - `report/<path>` and, for a report read page by page, `report/<path>/pages`: dropped by every write to any document
 */
export const queryKeys = {
  meta: (doctype: string) => ['meta', doctype] as const,
  /** Of every DocType: for what changes documents behind their screens. */
  resources: () => ['resource'] as const,
  resource: (doctype: string) => ['resource', doctype] as const,
  lists: (doctype: string) => ['resource', doctype, 'list'] as const,
  list: (doctype: string, search: string) => ['resource', doctype, 'list', search] as const,
  document: (doctype: string, id: string) => ['resource', doctype, 'document', id] as const,
  options: (doctype: string, query: string) => ['resource', doctype, 'options', query] as const,
  reports: () => ['report'] as const,
  report: (path: string) => ['report', path] as const,
  reportPages: (path: string) => ['report', path, 'pages'] as const,
};
