import type { Plugin } from 'vite';
import { sharedFor, sharedPackages } from './shared-packages.ts';

/** A module of the build that hands on a shared package as CommonJS does: a name that it lacks is undefined there, and no error of the whole module. */
const HANDED_ON = '\0desk:handed-on:';

/**
 * Leaves every import of a shared package to the page's import map, however it is written and whoever writes it: `require()`, `export … from`,
 * `import()`, also of dependencies. No copy is bundled.
 */
export function sharedFromDesk(): Plugin {
  return {
    name: 'desk:shared-from-desk',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      // Calls are dear: a library may have thousands of modules.
      filter: { id: /^(?:react|@tanstack|@business-m)/ },
      handler(id, importer, { kind }) {
        const specifier = sharedFor(id);
        if (specifier === null) return null;
        const isOwn = !importer?.includes('/node_modules/');
        const isPlain = kind !== 'require-call' && specifier === id && (isOwn || !sharedPackages[specifier]?.manyVersions);
        return isPlain || importer?.startsWith(HANDED_ON) ? { id: specifier, external: true } : HANDED_ON + specifier;
      },
    },
    load: {
      filter: { id: new RegExp(`^${HANDED_ON}`) },
      handler(id) {
        const code = `import * as it from ${JSON.stringify(id.slice(HANDED_ON.length))};\nmodule.exports = { ...it };\n`;
        return { code, moduleSideEffects: false };
      },
    },
  };
}
