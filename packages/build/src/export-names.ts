import { createRequire } from 'node:module';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Rolldown } from 'vite';
import { kitSource, packageFolder, resolveFrom, sharedPackages } from './shared-packages.ts';

/** What of a namespace can be imported by name. */
const isName = (name: string) => name !== 'default' && name !== '__esModule' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);

/**
 * Names that a shared package exports for the app in `root`, of its development build, which has more of them. Ours are TypeScript, which Node
 * does not load, so a build reads them.
 */
export async function exportNames(specifier: string, root: string): Promise<string[]> {
  const file = findModule(specifier, root);
  const names = sharedPackages[specifier]?.source ? await namesInSource(file) : await namesInScript(file);
  return [...new Set(names)].filter(isName).sort();
}

/** Node reads names in the text of React's development build, and, where it cannot, what the file exports when it runs. */
async function namesInScript(file: string): Promise<string[]> {
  return [...Object.keys(await import(pathToFileURL(file).href)), ...Object.keys(createRequire(file)(file))];
}

/** As the remote in `root` finds it, or, where the remote does not depend on it, as the kit does. */
function findModule(specifier: string, root: string): string {
  try {
    return resolveFrom(root, specifier);
  } catch {
    return resolveFrom(packageFolder(root, kitSource.specifier), specifier);
  }
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
