import { compressForms } from '@business-m/files';
import type { Dist } from './read-dist.ts';
import type { ReleaseBytes } from './target/release-target.ts';

/** A build that is what it says, ready to be judged and uploaded. */
export interface Candidate extends Dist {
  /** Compressed forms of all files. */
  forms: readonly ReleaseBytes[];
  /** Path → bytes on the way to a browser: brotli where it has that form. */
  transferBytes: ReadonlyMap<string, number>;
}

/** Compresses every file, one after the other: the strongest brotli keeps a core busy as it is. */
export async function inspect(dist: Dist, each: (path: string, done: number) => void = () => {}): Promise<Candidate> {
  const forms: ReleaseBytes[] = [];
  const transferBytes = new Map<string, number>();
  for (const [path, bytes] of dist.files) {
    const found = await compressedForms(path, bytes);
    forms.push(...found);
    transferBytes.set(path, found.find(({ coding }) => coding === 'br')?.bytes.length ?? bytes.length);
    each(path, transferBytes.size);
  }
  return { ...dist, forms, transferBytes };
}

const compressible = /\.(?:css|html|js|json|mjs|svg|txt|webmanifest|xml)$/;

/** Compressed forms worth keeping beside a file; none where they would not be smaller. */
async function compressedForms(path: string, bytes: Uint8Array): Promise<ReleaseBytes[]> {
  if (!compressible.test(path)) return [];
  const { br, gzip } = await compressForms(bytes);
  return [...(br ? [{ path, bytes: br, coding: 'br' as const }] : []), ...(gzip ? [{ path, bytes: gzip, coding: 'gzip' as const }] : [])];
}

export interface ReleaseSizes {
  /** Exposed module → what a browser fetches of this release to show it first: entry, its imports, the module, its imports, its styles. */
  screenBytes: Readonly<Record<string, number>>;
  releaseBytes: number;
}

/** Sizes on the way to a browser. What the shell shares is not in a release, and does not count. */
export function releaseSizes(
  { remote, transferBytes }: Pick<Candidate, 'remote' | 'transferBytes'>,
  withImports: (paths: string[]) => string[] = (paths) => paths,
): ReleaseSizes {
  const sum = (paths: Iterable<string>) => [...new Set(paths)].reduce((bytes, path) => bytes + (transferBytes.get(path) ?? 0), 0);
  const screens = Object.entries(remote.exposes).map(
    ([name, { js, css }]) => [name, sum(withImports([remote.remoteEntry, ...remote.entryImports, ...js, ...css]))] as const,
  );
  return { screenBytes: Object.fromEntries(screens), releaseBytes: sum(transferBytes.keys()) };
}
