/**
 * What a remote declares for a DocType: its list, a new document and one document, each with the calls that the screen begins with.
 * Read by `remote.ts`, which Node evaluates: nothing here may need a browser.
 */
interface DocTypeRoutes {
  /** Below the remote: `stock-entries`. */
  path: string;
  doctype: string;
  /** Titles of the list and of one document: `Stock entries`, `Stock entry`. */
  titles: readonly [list: string, one: string];
  /** Further calls that the form begins with: what its pickers read ahead. */
  form?: readonly string[];
  /** Further calls for a stored document: `{id}` stands for its id. */
  document?: readonly string[];
}

function listRoute({ path, doctype, titles }: DocTypeRoutes) {
  return { path, expose: './list', title: titles[0], preload: [`/api/meta/${doctype}`, `/api/resource/${doctype}{search}`] };
}

export function formRoutes({ path, doctype, titles: [, one], form = [], document = [] }: DocTypeRoutes) {
  const preload = [`/api/meta/${doctype}`, ...form];
  return [
    { path: `${path}/new`, expose: './form', title: `New ${one.toLowerCase()}`, preload },
    { path: `${path}/:id`, expose: './form', title: one, preload: [...preload, `/api/resource/${doctype}/{id}`, ...document] },
  ];
}

export const docTypeRoutes = (routes: DocTypeRoutes) => [listRoute(routes), ...formRoutes(routes)];
