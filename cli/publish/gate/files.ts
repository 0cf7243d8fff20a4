import { remoteFaults } from '@business-m/contract';
import type { Candidate } from '../inspect.ts';
import type { GateFault } from './gate-fault.ts';
import { importsOf, isModule } from './imports-of.ts';

/** Every name in `remote.json`, and every file that a module imports by a relative path, leads to a file of the release. */
export function checkFiles({ remote, files }: Pick<Candidate, 'remote' | 'files'>): GateFault[] {
  const breaks = { scope: remote.scope };
  const faults: GateFault[] = remoteFaults(remote).map(({ path, message }) => ({ code: 'dead-reference', path, message, breaks }));
  for (const { path } of remote.files) {
    const bytes = files.get(path);
    if (!bytes) faults.push({ code: 'file-missing', path, message: 'it is listed in remote.json, and not in the build', breaks });
    else if (isModule(path)) {
      const { statically, later, elsewhere } = importsOf(path, bytes.toString('utf8'));
      for (const imported of [...statically, ...later].filter((each) => !files.has(each)))
        faults.push({ code: 'file-missing', path: imported, message: `${path} imports it, and it is not in the build`, breaks });
      for (const specifier of elsewhere)
        faults.push({ code: 'import-elsewhere', path, message: `it imports "${specifier}", which is no file of the release`, breaks });
    }
  }
  return faults;
}
