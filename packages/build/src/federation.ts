import originjs from '@originjs/vite-plugin-federation';
import type { Plugin, PluginOption, Rolldown } from 'vite';
import { isProvided, providedModule } from './provided-modules-plugin.ts';
import { REMOTE_ENTRY } from './remote-json-plugin.ts';
import { installedVersion, resolveFrom, sharedPackages } from './shared-packages.ts';

/** What `@originjs/vite-plugin-federation` accepts and understands, beyond what its own types say. */
interface Shared {
  version: string;
  packagePath: string;
}

/**
 * Federation for the shell: it learns of remotes at run time, and offers a share scope to those that were built before the page's import map
 * named the shared packages.
 */
export function hostFederation(root: string): PluginOption[] {
  const shared: Record<string, Shared> = {};
  for (const [specifier, { from, source, commonJs, mapOnly }] of Object.entries(sharedPackages)) {
    if (mapOnly) continue;
    // The plugin looks for `<specifier>/package.json`, which an exports map hides: say the version and, for ours, the file.
    shared[specifier] = {
      version: installedVersion(root, from),
      packagePath: source ? resolveFrom(root, specifier) : commonJs ? providedModule(specifier) : specifier,
    };
  }
  // Without at least one remote the plugin takes this for no host at all, and `virtual:__federation__` is an empty module.
  const plugin = originjs({ name: 'shell', filename: REMOTE_ENTRY, remotes: { 'known-at-run-time': 'about:blank' }, shared });
  return [ownRangeCheck(), withPlainIds(plugin), noManualChunks()];
}

/** Federation for a remote: its entry and its exposed modules. What it shares is in `shared-from-desk-plugin.ts`. */
export function remoteFederation(scope: string, exposes: Readonly<Record<string, string>>): PluginOption[] {
  // Only in a build: by itself (dev) a remote runs without a shell that could load it.
  const federation = originjs({ name: scope, filename: REMOTE_ENTRY, exposes: { ...exposes }, shared: {} });
  return [{ ...federation, apply: 'build' }, stylesByTheShell(), noPageOfItsOwn()];
}

/**
 * Removes the plugin's loading of stylesheets from remoteEntry.js: it does not wait for them, which the shell does, and it names them by
 * absolute paths, so that another folder would make other bytes and another release.
 */
function stylesByTheShell(): Plugin {
  return {
    name: 'desk:styles-by-the-shell',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('__remoteEntryHelper__')) return null;
      const loader = code.slice(code.indexOf('const seen = {}'), code.indexOf('async function __federation_import'));
      const entry = code.replace(loader, '').replaceAll(/dynamicLoadingCss\('__v__css__[^']*', \w+, '[^']*'\)/g, '');
      if (loader === '' || entry.includes('__v__css__')) this.error('The federation plugin has changed: it loads styles in another way');
      return { code: entry, map: null };
    },
  };
}

/** The plugin sets `manualChunks` to do nothing, which next to `codeSplitting` only makes a warning. */
function noManualChunks(): Plugin {
  return {
    name: 'desk:no-manual-chunks',
    enforce: 'post',
    outputOptions: ({ manualChunks: _, ...options }) => options,
  };
}

/** Replaces the plugin's own semver check (11 kB a remote, and it only logs): the shell checks ranges before it loads anything. */
function ownRangeCheck(): Plugin {
  return {
    name: 'desk:own-range-check',
    enforce: 'pre',
    resolveId: (id) => (id === '__federation_fn_satisfy' ? '\0desk:satisfy' : null),
    load: (id) => (id === '\0desk:satisfy' ? 'export const satisfy = () => true;' : null),
  };
}

/**
 * Runs the plugin's transform with ids of emitted files in which every `$` is doubled: the plugin passes them to String.replace, where `$$` means
 * `$`, and the build would fail with "unknown file" for some packages. Modules that name what is shared are not sent to ask for it.
 */
function withPlainIds(plugin: Plugin): Plugin {
  const { transform } = plugin;
  if (typeof transform !== 'function') throw new Error('The federation plugin has changed: its transform is no function');
  return {
    ...plugin,
    transform(...args) {
      if (isProvided(args[1])) return null;
      const context = new Proxy(this, {
        get(target, key) {
          if (key === 'emitFile') return (file: Rolldown.EmittedFile) => target.emitFile(file).replaceAll('$', '$$$$');
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      return transform.apply(context, args);
    },
  };
}

const NO_PAGE = '\0desk:no-page';

/** A build needs an input, and the plugin adds its chunks to it: a remote's input is an empty module that is not written. */
function noPageOfItsOwn(): Plugin {
  return {
    name: 'desk:no-page',
    apply: 'build',
    config: () => ({ build: { rolldownOptions: { input: { [NO_PAGE.slice(1)]: NO_PAGE.slice(1) } } } }),
    resolveId: (id) => (id === NO_PAGE.slice(1) ? NO_PAGE : null),
    load: (id) => (id === NO_PAGE ? 'export {};' : null),
    generateBundle(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle))
        if (file.type === 'chunk' && file.facadeModuleId === NO_PAGE) delete bundle[fileName];
    },
  };
}
