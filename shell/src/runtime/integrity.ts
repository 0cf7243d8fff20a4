import type { ResolvedRemote } from '@business-m/manifest/schema';

/**
 * Says to the browser what the bytes of a release's modules must hash to, under the URLs of one spelling, before any of them is
 * fetched. A further import map is the only way that reaches static imports of chunks; it is enforced where the browser knows
 * `integrity` in import maps, and ignored elsewhere.
 */
export function createIntegrityGuard({ covered, nonce, document }: { covered: readonly string[]; nonce: string; document: Document }) {
  const guarded = new Set<string>();
  return function guard({ scope, files, baseUrl: publishedAt }: ResolvedRemote, baseUrl: string): void {
    // The page's own import map has the files of the screen it was made for.
    if (guarded.has(baseUrl) || (baseUrl === publishedAt && covered.includes(scope))) return;
    guarded.add(baseUrl);
    const modules = files.filter(({ path }) => path.endsWith('.js'));
    const map = document.createElement('script');
    map.type = 'importmap';
    map.nonce = nonce;
    map.textContent = JSON.stringify({ integrity: Object.fromEntries(modules.map(({ path, integrity }) => [baseUrl + path, integrity])) });
    document.head.append(map);
  };
}
