import type { Plugin } from 'vite';
import { exportNames } from './export-names.ts';
import { sharedChunkName, sharedPackages } from './shared-packages.ts';

const PROVIDED = 'virtual:desk-provided/';

/** The module of the shell's build that exports a shared package's instance by name, as an import map needs it: React's own files export nothing by name. */
export const providedModule = (specifier: string): string => PROVIDED + specifier;

export const isProvided = (id: string): boolean => id.startsWith(`\0${PROVIDED}`);

/** Packages that were published from a development build call `jsxDEV`, which a production build of React leaves undefined. */
const developmentJsx = `
import development from 'react/jsx-dev-runtime';
import production from 'react/jsx-runtime';
export default development;
export const { Fragment } = production;
export const jsxDEV =
  development.jsxDEV ?? ((type, props, key, isStatic) => (isStatic ? production.jsxs : production.jsx)(type, props, key));
`;

/** Makes the modules that the page's import map names for CommonJS packages. */
export function providedModules(root: string): Plugin {
  return {
    name: 'desk:provided-modules',
    buildStart() {
      // The federation plugin emits the others.
      for (const [specifier, { mapOnly }] of Object.entries(sharedPackages))
        if (mapOnly)
          this.emitFile({ type: 'chunk', id: providedModule(specifier), name: sharedChunkName(specifier), preserveSignature: 'strict' });
    },
    resolveId: (id) => (id.startsWith(PROVIDED) ? `\0${id}` : null),
    async load(id) {
      if (!isProvided(id)) return null;
      const specifier = id.slice(PROVIDED.length + 1);
      if (specifier === 'react/jsx-dev-runtime') return developmentJsx;
      return `export { ${['default', ...(await exportNames(specifier, root))].join(', ')} } from ${JSON.stringify(specifier)};`;
    },
  };
}
