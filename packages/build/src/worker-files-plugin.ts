import MagicString from 'magic-string';
import type { Plugin, UserConfig } from 'vite';
import { publicAddress } from './public-files-plugin.ts';

/**
 * How a remote's workers are built: each is one file, because the desk starts it from bytes that it has compared with their hash
 * (shell/src/runtime/guard-global.ts), and what a worker imports later nothing would compare.
 *
 * @param found takes the names of the files
 */
export function workerConfig(found: Set<string>): UserConfig['worker'] {
  return {
    plugins: () => [publicAddress(), workerFile(found)],
    rolldownOptions: { output: { codeSplitting: false } },
  };
}

function workerFile(found: Set<string>): Plugin {
  return {
    name: 'desk:worker-file',
    enforce: 'post',
    apply: 'build',
    // The address of the file, which the desk puts in place of the address of the bytes that it runs.
    renderChunk(code) {
      if (!code.includes('import.meta.url')) return null;
      const changed = new MagicString(code).replaceAll(/\bimport\.meta\.url\b/g, 'self.location.href');
      return { code: changed.toString(), map: changed.generateMap({ hires: 'boundary' }) };
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') found.add(file.fileName);
    },
  };
}

/** Refuses a build that does what its page would not let it do. */
export function declaredNeeds(needs: readonly string[] = [], workers: ReadonlySet<string>): Plugin {
  return {
    name: 'desk:declared-needs',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.keys(bundle);
        const found = { workers: files.find((name) => workers.has(name)), wasm: files.find((name) => name.endsWith('.wasm')) };
        for (const [need, file] of Object.entries(found))
          if (file && !needs.includes(need))
            this.error(`${file} does not run in a desk unless the declaration in remote.ts says so: needs: ['${need}'] (docs/remotes.md).`);
      },
    },
  };
}
