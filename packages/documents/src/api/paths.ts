/** `/api/meta/journal-entry`, spelt as the screens' preload templates spell it. */
export const metaPath = (doctype: string) => `/api/meta/${doctype}`;

/** `/api/resource/journal-entry?status=draft`; `search` comes with its `?`, or empty. */
export const listPath = (doctype: string, search: string) => `/api/resource/${doctype}${search}`;

/** `/api/resource/journal-entry/JE-00001`. */
export const documentPath = (doctype: string, id: string) => `/api/resource/${doctype}/${encodeURIComponent(id)}`;
