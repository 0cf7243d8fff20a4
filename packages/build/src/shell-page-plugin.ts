import type { Plugin } from 'vite';
import { describeFiles, staticImports } from './bundle-files.ts';
import { sharedPackages, sharedSpecifier } from './shared-packages.ts';
import { sharedImports } from './shell-json-plugin.ts';

/** Stands for a file's hash until its bytes are the last ones: Vite still writes into modules with dynamic imports after the page is made. */
const hashOf = (file: string) => `integrity-of(${file})`;
const MARK = /integrity-of\(([^)]+)\)/g;

/** Between them a gateway writes a head of its own, with an import map that also has the first screen's files. */
const HEAD_MARK = '<!--desk:head-->';
const HEAD_END = '<!--/desk:head-->';

/** For a page that no gateway has drawn: without it no remote would find what is shared. */
function importMap(shared: Readonly<Record<string, string>>, hashes: ReadonlyMap<string, string>): string {
  const imports = Object.fromEntries(Object.entries(shared).map(([specifier, file]) => [specifier, `/${file}`]));
  const modules = [...hashes].filter(([path]) => path.endsWith('.js'));
  const integrity = Object.fromEntries(modules.map(([path, hash]) => [`/${path}`, hash]));
  return `<script type="importmap" nonce="__CSP_NONCE__">${JSON.stringify({ imports, integrity })}</script>`;
}

/** Preloads what every page needs: shared packages are imported dynamically, so a plain file server's page would wait for each in turn. */
export function shellPreloads(): Plugin {
  return {
    name: 'desk:shell-preloads',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(page, { bundle = {}, chunk }) {
        if (!chunk) throw new Error('index.html starts no module');
        const shared = Object.values(bundle).flatMap((file) => {
          const specifier = file.type === 'chunk' ? sharedSpecifier(file.name) : null;
          if (file.type !== 'chunk' || !specifier) return [];
          const { onlyRemotes, onDemand } = sharedPackages[specifier] ?? {};
          return onlyRemotes || onDemand ? [] : [file.fileName];
        });
        const imported = [...staticImports(bundle, chunk.fileName).slice(1), ...shared.flatMap((file) => staticImports(bundle, file))];
        const modules = [...new Set(imported)];
        // Without the attribute Chromium fetches a module twice once an import map states an integrity for it.
        const html = page.replace(`src="/${chunk.fileName}"`, `$& integrity="${hashOf(chunk.fileName)}"`);
        const tags = modules.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}`, integrity: hashOf(file) },
          injectTo: 'head' as const,
        }));
        return { html, tags };
      },
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('The build of the shell has no index.html');
        const hashes = new Map(describeFiles(bundle).map(({ path, integrity }) => [path, integrity]));
        const hashFor = (_mark: string, file: string) => hashes.get(file) ?? this.error(`${file} is not in the build`);
        const source = String(page.source).replaceAll(MARK, hashFor);
        page.source = source.replace(HEAD_MARK, () => HEAD_MARK + importMap(sharedImports(bundle), hashes) + HEAD_END);
      },
    },
  };
}
