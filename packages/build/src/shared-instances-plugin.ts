import { join } from 'node:path';
import type { Plugin } from 'vite';
import { providedModule } from './provided-modules-plugin.ts';
import { kitSource, packageFolder, sharedPackages } from './shared-packages.ts';

/** `import('virtual:shared-instances')`: the shell's instances of shared packages, for remotes of a dev server or of another plugin. */
export function sharedInstances(root: string, development: boolean): Plugin {
  const id = '/@desk/shared-instances.js';
  // A dev server that serves the kit's sources asks for what they are made of, too.
  const names = [...Object.keys(sharedPackages), ...(development ? [kitSource.madeOf] : [])];
  const moduleOf = (name: string) => (sharedPackages[name]?.mapOnly ? providedModule(name) : name);
  return {
    name: 'desk:shared-instances',
    resolveId(source, importer) {
      if (source === 'virtual:shared-instances') return id;
      // The shell itself does not depend on it.
      return importer === id && source === kitSource.madeOf
        ? this.resolve(source, join(packageFolder(root, kitSource.specifier), 'package.json'))
        : null;
    },
    load(source) {
      if (source !== id) return null;
      const imports = names.map((name, index) => `import * as it${index} from ${JSON.stringify(moduleOf(name))};`);
      const entries = names.map((name, index) => `${JSON.stringify(name)}: it${index}`);
      return `${imports.join('\n')}\nexport const instances = { ${entries.join(', ')} };\n`;
    },
  };
}
