import { SOURCE_MAPS } from '@business-m/contract';
import type { Plugin } from 'vite';
import { mayNameMap, storeMaps, withoutMapAddress } from './store-maps.ts';

/** Puts the maps of a build into one file, which is not for browsers, and takes their addresses out of what is. */
export function sourceMaps(root: string): Plugin {
  return {
    name: 'desk:source-maps',
    apply: 'build',
    enforce: 'post',
    config: () => ({ build: { sourcemap: 'hidden' } }),
    generateBundle: {
      // After the federation plugin; before remote.json is written, which has the hashes.
      order: 'post',
      handler(_, bundle) {
        const maps = new Map<string, string>();
        for (const file of Object.values(bundle)) {
          if (!mayNameMap(file.fileName)) continue;
          const { code, inline } = withoutMapAddress(file.type === 'chunk' ? file.code : textOf(file.source));
          if (inline !== null) maps.set(file.fileName, inline);
          if (file.type === 'chunk') file.code = code;
          else if (code !== textOf(file.source)) file.source = code;
          const map = bundle[`${file.fileName}.map`];
          if (map?.type !== 'asset') continue;
          maps.set(file.fileName, textOf(map.source));
          delete bundle[map.fileName];
        }
        const source = storeMaps(maps, root, (sentence) => this.warn(sentence));
        if (source) this.emitFile({ type: 'asset', fileName: SOURCE_MAPS, source });
      },
    },
  };
}

const textOf = (source: string | Uint8Array): string => (typeof source === 'string' ? source : Buffer.from(source).toString('utf8'));
