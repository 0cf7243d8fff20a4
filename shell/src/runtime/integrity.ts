import type { ReleaseFile } from '@business-m/contract';

export interface IntegrityGuardOptions {
  /** Folders that the page's own import map covers. */
  covered: readonly string[];
  nonce: string;
  document: Document;
}

/** Adds an import map with a release’s hashes before any module is fetched: only that reaches static imports. Old browsers ignore it. */
export function createIntegrityGuard({ covered, nonce, document }: IntegrityGuardOptions) {
  const guarded = new Set<string>(covered);
  return function guard(baseUrl: string, files: readonly ReleaseFile[]): void {
    if (guarded.has(baseUrl)) return;
    guarded.add(baseUrl);
    const modules = files.filter(({ path }) => /\.m?js$/.test(path));
    const map = document.createElement('script');
    map.type = 'importmap';
    map.nonce = nonce;
    map.textContent = JSON.stringify({ integrity: Object.fromEntries(modules.map(({ path, integrity }) => [baseUrl + path, integrity])) });
    document.head.append(map);
  };
}

export type IntegrityGuard = ReturnType<typeof createIntegrityGuard>;
