import { type ShellJson, shellJsonSchema } from '@business-m/contract';
import type { Plugin, Rolldown } from 'vite';
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
        const imports = sharedImports(bundle);
        const sharedChunks = Object.entries(imports).map(([specifier, fileName]) => {
          return { specifier, fileName, onDemand: sharedPackages[specifier]?.onDemand };
        });
        const preloaded = sharedChunks.filter(({ onDemand }) => !onDemand);
        // The shell for overrides begins with a module that asks for this one when it has prepared the page.
        const main = chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/main.tsx'));
        const modules = [...new Set([entry, ...main, ...preloaded].flatMap(({ fileName }) => staticImports(bundle, fileName)))];
        const rest = (fileName: string) => staticImports(bundle, fileName).filter((path) => !modules.includes(path));
        const description: ShellJson = {
          schemaVersion: 1,
          entry: entry.fileName,
          modules,
          imports,
          onDemand: Object.fromEntries(sharedChunks.filter(({ onDemand }) => onDemand).map((it) => [it.specifier, rest(it.fileName)])),
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

/** Specifier of each shared package → the file of the shell's build that exports it. */
export function sharedImports(bundle: Rolldown.OutputBundle): Record<string, string> {
  const files = new Map(Object.values(bundle).map((file) => [file.type === 'chunk' ? sharedSpecifier(file.name) : null, file.fileName]));
  return Object.fromEntries(
    Object.keys(sharedPackages).map((specifier) => {
      const file = files.get(specifier);
      if (!file) throw new Error(`The build of the shell has no chunk for ${specifier}`);
      return [specifier, file];
    }),
  );
}
