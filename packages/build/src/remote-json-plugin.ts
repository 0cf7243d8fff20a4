import { type DevelopmentRemote, type RemoteJson, remoteJsonSchema, SOURCE_MAPS } from '@business-m/contract';
import type { Plugin } from 'vite';
import { describeFiles, staticImports, stylesOf } from './bundle-files.ts';
import { findCopies } from './find-copies.ts';
import { sharedFor } from './shared-packages.ts';

export const REMOTE_ENTRY = 'remoteEntry.js';

export interface RemoteJsonOptions {
  /** Folder of the remote. */
  root: string;
  /** Name of the package: one scope belongs to one package. */
  packageName: string;
  /** All that does not depend on the build's files. */
  description: DevelopmentRemote;
  /** Exposed name → absolute path of its source. */
  exposes: Readonly<Record<string, string>>;
  /** Range of each shared package, asked for only when the remote's code imports it. */
  rangeOf: (specifier: string) => { name: string; range: string };
}

/** Writes `remote.json`: the federation plugin emits no list of what belongs to which exposed module. */
export function remoteJson(options: RemoteJsonOptions): Plugin {
  return {
    name: 'desk:remote-json',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // After the federation plugin, which rewrites remoteEntry.js in its own generateBundle: hashes must be of the last bytes.
      order: 'post',
      handler(_, bundle) {
        const copies = findCopies(bundle, this, options.root);
        for (const { of, path, via } of copies) this.warn(`${path} holds a copy of ${of}, which the desk shares: ${via.join(' → ')}`);
        const described = describe(bundle, options);
        const parsed = remoteJsonSchema.safeParse(copies.length > 0 ? { ...described, copies } : described);
        if (!parsed.success) {
          const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'remote.json'}: ${message}`);
          this.error(`The build of "${options.description.scope}" does not make a valid remote.json.\n  ${faults.join('\n  ')}`);
        }
        this.emitFile({ type: 'asset', fileName: 'remote.json', source: `${JSON.stringify(parsed.data, null, 1)}\n` });
      },
    },
  };
}

/** What code says that makes styles or puts elements into the page by itself, or loads code past the import map; rather too often than too seldom. */
const saysStyles =
  /addModule|insertRule|adoptedStyleSheets|CSSStyleSheet|createElement|createPortal|cloneNode|importNode|appendChild|innerHTML|ownerDocument|\.(?:head|body)\b|stylesheet|["'`](?:style|link)["'`]/;

/** Vite's own helper links stylesheets of the build, which are contained. */
const makesStyles = ([id, { code }]: [string, { code: string | null }]) =>
  !id.includes('vite/preload-helper') && saysStyles.test(code ?? '');

type Bundle = Parameters<typeof staticImports>[0];

function describe(bundle: Bundle, options: RemoteJsonOptions): RemoteJson {
  const { packageName, description, exposes, rangeOf } = options;
  const ranges = sharedIn(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : [])))
    .map(rangeOf)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { schemaVersion, scope, version, requires, ...declaration } = description;
  const { [SOURCE_MAPS]: maps, ...files } = bundle;
  const [stored] = maps ? describeFiles({ [SOURCE_MAPS]: maps }) : [];
  return {
    ...{ schemaVersion, scope, version, package: packageName, format: 'vite', ...declaration },
    remoteEntry: REMOTE_ENTRY,
    exposes: Object.fromEntries(Object.entries(exposes).map(([expose, source]) => [expose, describeExposed(bundle, expose, source)])),
    entryImports: staticImports(bundle, REMOTE_ENTRY).slice(1),
    files: describeFiles(files),
    ...(stored && { sourceMaps: { sizeBytes: stored.sizeBytes, integrity: stored.integrity } }),
    injectsStyles: Object.values(bundle).some((file) => file.type === 'chunk' && Object.entries(file.modules).some(makesStyles)),
    requires: { shared: Object.fromEntries(ranges.map((it) => [it.name, it.range])), hostApi: requires.hostApi },
  };
}

function describeExposed(bundle: Bundle, name: string, source: string) {
  const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId === source);
  if (!chunk) throw new Error(`The build has no chunk for ${name} (${source})`);
  const js = staticImports(bundle, chunk.fileName);
  const imports = js.flatMap((path) => {
    const file = bundle[path];
    return file?.type === 'chunk' ? file.imports : [];
  });
  return { js, css: stylesOf(bundle, js), shared: sharedIn(imports) };
}

/** The shared packages among what chunks import: they are left to the page's import map, everything else is a file of the build. */
const sharedIn = (imports: readonly string[]) => [...new Set(imports)].filter((name) => sharedFor(name) !== null).sort();
