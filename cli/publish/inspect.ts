import { compressedForms } from './compress.ts';
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
