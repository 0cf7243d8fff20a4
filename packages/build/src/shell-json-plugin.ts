import { type ShellJson, shellJsonSchema } from '@business-m/contract';
import type { Plugin } from 'vite';
import { describeFiles, staticImports, stylesOf } from './bundle-files.ts';
import { sharedPackages, sharedSpecifier } from './shared-packages.ts';

/** Writes `shell.json`: from it the gateway knows what a page must fetch, and what each file's hash is. */
export function shellJson(hostApi: string, shared: ShellJson['shared']): Plugin {
  return {
    name: 'desk:shell-json',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const entry = chunks.find((chunk) => chunk.isEntry && chunk.facadeModuleId?.endsWith('index.html'));
        if (!entry) throw new Error('The build of the shell has no entry made from index.html');
        const sharedChunks = chunks.filter((chunk) => sharedSpecifier(chunk.name) !== null);
        if (sharedChunks.length !== Object.keys(sharedPackages).length)
          throw new Error(`Expected a chunk for each shared package, found ${sharedChunks.map((chunk) => chunk.name)}`);
        const preloaded = sharedChunks.filter(({ name }) => !sharedPackages[sharedSpecifier(name) ?? '']?.seldom);
        // The shell for overrides begins with a module that asks for this one when it has prepared the page.
        const rest = chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/main.tsx'));
        const modules = [...new Set([entry, ...rest, ...preloaded].flatMap(({ fileName }) => staticImports(bundle, fileName)))];
        const description: ShellJson = {
          schemaVersion: 1,
          entry: entry.fileName,
          modules,
          styles: stylesOf(bundle, modules),
          files: describeFiles(bundle, (path) => path === 'index.html'),
          shared,
          hostApi,
        };
        const source = `${JSON.stringify(shellJsonSchema.parse(description), null, 1)}\n`;
        this.emitFile({ type: 'asset', fileName: 'shell.json', source });
      },
    },
  };
}
