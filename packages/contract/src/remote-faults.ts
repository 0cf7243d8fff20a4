import type { RemoteJson } from './remote-json.ts';

/** One thing wrong inside a document. `path` is dotted: `routes.2.expose`. */
export interface Fault {
  path: string;
  message: string;
}

/** What a schema cannot say of a `remote.json`: every name in it leads somewhere. Empty when all is well. */
export function remoteFaults(remote: RemoteJson): Fault[] {
  const files = new Set(remote.files.map(({ path }) => path));
  const paths = new Set(remote.routes.map(({ path }) => path));
  const faults: Fault[] = [];
  const report = (path: string, message: string) => faults.push({ path, message });
  const needFile = (path: string, file: string) => files.has(file) || report(path, `"${file}" is not among the release's files`);

  needFile('remoteEntry', remote.remoteEntry);
  for (const [index, file] of remote.entryImports.entries()) needFile(`entryImports.${index}`, file);
  for (const [name, { js, css }] of Object.entries(remote.exposes)) {
    if (js.length === 0) report(`exposes.${name}.js`, 'an exposed module has at least its own file');
    for (const file of [...js, ...css]) needFile(`exposes.${name}`, file);
  }
  for (const [index, { expose }] of remote.routes.entries())
    if (!Object.hasOwn(remote.exposes, expose)) report(`routes.${index}.expose`, `"${expose}" is not exposed`);
  for (const [index, { path }] of remote.nav.entries())
    if (!paths.has(path) || path.includes(':')) report(`nav.${index}.path`, `"${path}" is no route without parameters`);
  if (files.size !== remote.files.length) report('files', 'a file is listed twice');
  if (files.has('remote.json')) report('files', 'remote.json cannot list itself');
  return faults;
}
