import type { Candidate } from './inspect.ts';

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
