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
  const needFile = (path: string, file: string) => {
    if (!files.has(file)) faults.push({ path, message: `"${file}" is not among the release's files` });
  };

  needFile('remoteEntry', remote.remoteEntry);
  remote.entryImports.forEach((file, index) => {
    needFile(`entryImports.${index}`, file);
  });
  for (const [name, { js, css }] of Object.entries(remote.exposes)) {
    if (js.length === 0) faults.push({ path: `exposes.${name}.js`, message: 'an exposed module has at least its own file' });
    for (const file of [...js, ...css]) needFile(`exposes.${name}`, file);
  }
  remote.routes.forEach(({ expose }, index) => {
    if (!Object.hasOwn(remote.exposes, expose)) faults.push({ path: `routes.${index}.expose`, message: `"${expose}" is not exposed` });
  });
  remote.nav.forEach(({ path }, index) => {
    if (!paths.has(path) || path.includes(':'))
      faults.push({ path: `nav.${index}.path`, message: `"${path}" is no route without parameters` });
  });
  if (files.size !== remote.files.length) faults.push({ path: 'files', message: 'a file is listed twice' });
  if (files.has('remote.json')) faults.push({ path: 'files', message: 'remote.json cannot list itself' });
  return faults;
}
