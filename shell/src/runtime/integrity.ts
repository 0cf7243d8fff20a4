import type { ReleaseFile } from '@business-m/contract';

export interface IntegrityGuardOptions {
  /** Folders whose modules' hashes stand in the page's own import map. */
  covered: readonly string[];
  nonce: string;
  document: Document;
}

/**
 * Says to the browser what the bytes of a release's modules must hash to, under the URLs of one spelling, before any of them is
 * fetched. A further import map is the only way that reaches static imports of chunks; it is enforced where the browser knows
 * `integrity` in import maps, and ignored elsewhere.
 */
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
