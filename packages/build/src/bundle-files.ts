import { createHash } from 'node:crypto';
import type { ReleaseFile } from '@business-m/contract';
import type { Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

/** Path, size and hash of every file a build writes, in a stable order. */
export function describeFiles(bundle: Bundle, except: (path: string) => boolean = () => false): ReleaseFile[] {
  return Object.values(bundle)
    .filter(({ fileName }) => !except(fileName))
    .map((file) => {
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      return { path: file.fileName, sizeBytes: bytes.length, integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}` };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A chunk and everything it imports statically, itself first. */
export function staticImports(bundle: Bundle, entry: string): string[] {
  const found = new Set<string>();
  const visit = (fileName: string) => {
    const chunk = bundle[fileName];
    if (found.has(fileName) || chunk?.type !== 'chunk') return;
    found.add(fileName);
    chunk.imports.forEach(visit);
  };
  visit(entry);
  return [...found];
}

/** Stylesheets of the given chunks. */
export function stylesOf(bundle: Bundle, chunks: readonly string[]): string[] {
  const styles = chunks.flatMap((fileName) => {
    const chunk = bundle[fileName];
    return chunk?.type === 'chunk' ? [...(chunk.viteMetadata?.importedCss ?? [])] : [];
  });
  return [...new Set(styles)];
}
