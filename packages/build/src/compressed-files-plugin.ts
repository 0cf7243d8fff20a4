import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { compressForms } from '@business-m/files';
import type { Plugin } from 'vite';

const texts = new Set(['.css', '.js', '.svg', '.txt', '.webmanifest']);

/**
 * Writes `x.js.gz`, and `x.js.br` if asked, beside each text of the build that they make smaller, so that no server has to compress it. Brotli
 * takes half a minute for the development build of React.
 */
export function compressedFiles(options: { brotli: boolean }): Plugin {
  let folder = '';
  return {
    name: 'desk:compressed-files',
    apply: 'build',
    enforce: 'post',
    configResolved({ root, build }) {
      folder = join(root, build.outDir);
    },
    // By now the folder also has what Vite copies as it is.
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        if (!entry.isFile() || !texts.has(extname(entry.name))) continue;
        const file = join(entry.parentPath, entry.name);
        const { br, gzip } = await compressForms(await readFile(file), options);
        if (br) await writeFile(`${file}.br`, br);
        if (gzip) await writeFile(`${file}.gz`, gzip);
      }
    },
  };
}
