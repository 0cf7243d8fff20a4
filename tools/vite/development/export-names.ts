import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { kitSource, sharedPackages } from '../shared-packages.ts';

/** What of a namespace can be imported by name. */
const isName = (name: string) => name !== 'default' && name !== '__esModule' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);

/**
 * Names that a shared package exports, as it is installed in the workspace: an ES module must say them, and the shell's instance is only
 * known to the browser. Ours are TypeScript and JSX, which Node does not load, so they are read as a build reads them.
 */
export async function exportNames(specifier: string, workspace: string): Promise<string[]> {
  const source = sharedPackages[specifier]?.source;
  const names = source
    ? await namesInSource(join(workspace, source))
    : Object.keys(createRequire(join(workspace, specifier === kitSource.madeOf ? kitSource.folder : 'shell', 'package.json'))(specifier));
  return names.filter(isName).sort();
}

async function namesInSource(input: string): Promise<string[]> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      rolldownOptions: {
        input,
        // Files of its own are followed; what they import from elsewhere is not looked at. Asked again for each path it resolved.
        external: (id, importer) => importer !== undefined && !id.startsWith('.') && !isAbsolute(id),
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const { output } = built as Rolldown.RolldownOutput;
  return output[0].exports;
}
