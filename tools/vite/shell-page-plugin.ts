import type { Plugin } from 'vite';
import { describeFiles, staticImports } from './bundle-files.ts';
import { sharedPackages, sharedSpecifier } from './shared-packages.ts';

/**
 * Preloads in index.html what every page of the shell needs. The shared packages are imported dynamically, one after the
 * other; without this a page drawn by nothing cleverer than a file server takes a round trip for each.
 */
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
          const { onlyRemotes, seldom } = sharedPackages[specifier] ?? {};
          return onlyRemotes || seldom ? [] : [file.fileName];
        });
        const modules = [
          ...new Set([...staticImports(bundle, chunk.fileName).slice(1), ...shared.flatMap((file) => staticImports(bundle, file))]),
        ];
        const hashes = new Map(describeFiles(bundle).map(({ path, integrity }) => [path, integrity]));
        // Without the attribute Chromium fetches a module twice once an import map states an integrity for it.
        const html = page.replace(`src="/${chunk.fileName}"`, `$& integrity="${hashes.get(chunk.fileName)}"`);
        const tags = modules.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}`, integrity: hashes.get(file) },
          injectTo: 'head' as const,
        }));
        return { html, tags };
      },
    },
  };
}
