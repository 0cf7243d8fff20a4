import type { ServerResponse } from 'node:http';
import type { DevelopmentRemote } from '@business-m/contract';
import { type Plugin, searchForWorkspaceRoot, type ViteDevServer } from 'vite';
import { exportNames } from '../export-names.ts';
import { sharedFromDesk } from '../shared-from-desk-plugin.ts';
import { installedFolders, kitSource, packageFolder, sharedFor, sharedPackages } from '../shared-packages.ts';
import { exposedModule, sharedModule } from './module-texts.ts';

/** Vite modes that serve a remote to the running desk instead of its own page; `desk-ui` also serves the component kit's sources. */
const modes = { desk: { kit: false }, 'desk-ui': { kit: true } };
const SHARED = '\0desk:shared:';
const EXPOSE = '\0desk:expose:';
/** Below this path is what the desk asks of a dev server: `remote.json` and one module for each exposed name. */
const PREFIX = '/@desk/';

export interface DevelopmentRemoteOptions {
  root: string;
  description: DevelopmentRemote;
  /** Exposed name → absolute path of its source. */
  exposes: Readonly<Record<string, string>>;
}

/** Serves a remote's sources to a desk that was built for production: what is shared comes from that desk's page, with HMR for the rest. */
export function developmentRemote({ root, description, exposes }: DevelopmentRemoteOptions): Plugin {
  const shared = new Set(Object.keys(sharedPackages));
  let kitFolder: string | null = null;
  const texts = new Map<string, Promise<string>>();
  const textOf = (specifier: string) => {
    const text = texts.get(specifier) ?? exportNames(specifier, root).then((names) => sharedModule(specifier, names));
    texts.set(specifier, text);
    return text;
  };
  return {
    name: 'desk:development-remote',
    apply: (_, { command, mode }) => command === 'serve' && mode in modes,
    enforce: 'pre',
    config(_, { mode }) {
      if (modes[mode as keyof typeof modes].kit) {
        kitFolder = packageFolder(root, kitSource.specifier);
        shared.delete(kitSource.specifier);
        shared.add(kitSource.madeOf);
      }
      return {
        // Its page would be one without a shell.
        appType: 'custom',
        server: {
          fs: { allow: [searchForWorkspaceRoot(root), ...installedFolders(root), ...(kitFolder ? [kitFolder] : [])] },
          warmup: { clientFiles: Object.values(exposes) },
        },
        // Bundled together for speed, a dependency would bring a React of its own: here, too, it is left out as in a build.
        optimizeDeps: {
          exclude: [...shared, kitSource.specifier],
          entries: Object.values(exposes),
          rolldownOptions: { plugins: [sharedFromDesk()] },
        },
      };
    },
    configResolved({ optimizeDeps, environments }) {
      // The React plugin asks for React to be bundled, which wins over exclude.
      for (const options of [optimizeDeps, environments.client?.optimizeDeps])
        if (options?.include) options.include = options.include.filter((name) => !shared.has(name));
    },
    configureServer(server) {
      // While the developer goes to the browser. A failure is told when the module is asked for.
      for (const specifier of shared) textOf(specifier).catch(() => {});
      server.middlewares.use((request, response, next) => {
        const { pathname, search } = new URL(request.url ?? '/', 'http://any');
        if (!pathname.startsWith(PREFIX)) return next();
        const name = pathname.slice(PREFIX.length);
        if (name === 'remote.json') return answerJson(response, description);
        if (!Object.hasOwn(exposes, `./${name}`)) return next();
        forgetModule(server, EXPOSE + name);
        request.url = `/@id/${(EXPOSE + name).replace('\0', '__x00__')}${search}`;
        next();
      });
    },
    resolveId(id) {
      if (id.startsWith(EXPOSE)) return id;
      const specifier = sharedFor(id) ?? id;
      return shared.has(specifier) ? SHARED + specifier : null;
    },
    load(id) {
      if (id.startsWith(SHARED)) return textOf(id.slice(SHARED.length));
      const source = id.startsWith(EXPOSE) ? exposes[`./${id.slice(EXPOSE.length)}`] : undefined;
      return source ? exposedModule(source, kitFolder) : null;
    },
  };
}

function answerJson(response: ServerResponse, value: unknown): void {
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('Cache-Control', 'no-store');
  response.end(JSON.stringify(value));
}

/** A browser never asks again for a module that failed: written anew, the module names what changed since by new URLs. */
function forgetModule(server: ViteDevServer, id: string): void {
  const { moduleGraph } = server.environments.client;
  const module = moduleGraph.getModuleById(id);
  if (module) moduleGraph.invalidateModule(module);
}
