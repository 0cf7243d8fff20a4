/**
 * What a remote declares of the DocTypes that it draws, from one table: the places in its paths. Read by `remote.ts`, which Node evaluates:
 * nothing here may need a browser.
 */
export interface DocTypePlace {
  /** URL form: `stock-entry`. */
  doctype: string;
  /** Icon and heading in the navigation. */
  icon: string;
  group: string;
  /** Of the list and of one document; otherwise read from the place and the DocType's name: `Stock entries`, `Stock entry`. */
  titles?: readonly [list: string, one: string];
  /** Made elsewhere, and only read here: there is no screen for a new one. */
  readOnly?: boolean;
}

/** By the place below the remote: `stock-entries`. */
export type DocTypes = Readonly<Record<string, DocTypePlace>>;

interface OwnCalls {
  /** Another screen in place of the generic list. */
  list?: { expose: string; preload: readonly string[] };
  /** Further calls that the form begins with: what its pickers read ahead. */
  form?: readonly string[];
  /** Further calls for a stored document: `{id}` stands for its id. */
  document?: readonly string[];
}

const words = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');

/** The navigation entries of one group, in the order of the table. */
export function docTypeNav<Table extends DocTypes>(docTypes: Table, group: Table[keyof Table]['group']) {
  return Object.entries(docTypes)
    .filter(([, place]) => place.group === group)
    .map(([path, { icon, titles }]) => ({ title: titles?.[0] ?? words(path), path, icon, group }));
}

/** Three routes a DocType, each with the calls that its screen begins with: the list, a new document, and one document. */
export function docTypeRoutes<Table extends DocTypes>(docTypes: Table, own: { [Path in keyof Table]?: OwnCalls } = {}) {
  return Object.entries<DocTypePlace>(docTypes).flatMap(([path, { doctype, readOnly = false, titles = [words(path), words(doctype)] }]) => {
    const [title, one] = titles;
    const meta = `/api/meta/${doctype}`;
    const { list = { expose: './list', preload: [meta, `/api/resource/${doctype}{search}`] }, form = [], document = [] } = own[path] ?? {};
    return [
      { path, title, expose: list.expose, preload: [...list.preload] },
      ...(readOnly ? [] : [{ path: `${path}/new`, title: `New ${one.toLowerCase()}`, expose: './form', preload: [meta, ...form] }]),
      { path: `${path}/:id`, title: one, expose: './form', preload: [meta, ...form, `/api/resource/${doctype}/{id}`, ...document] },
    ];
  });
}
