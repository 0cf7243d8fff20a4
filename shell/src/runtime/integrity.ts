import type { ReleaseFile } from '@business-m/contract';

export interface IntegrityGuardOptions {
  /** Folders that the page's own import map covers. */
  covered: readonly string[];
  nonce: string;
  document: Document;
  /** Whether the browser obeys the hashes of an import map that comes after the page's own. Firefox does not. */
  obeysLaterMaps?: boolean;
}

const isFirefox = () => typeof CSS !== 'undefined' && CSS.supports('-moz-appearance', 'none');

/** Makes the browser compare every module of a release with its hash, however it comes to be imported. */
export function createIntegrityGuard({ covered, nonce, document, obeysLaterMaps = !isFirefox() }: IntegrityGuardOptions) {
  const guarded = new Set<string>(covered);
  const verified = new Map<string, Promise<void>>();
  const modulesOf = (files: readonly ReleaseFile[]) => files.filter(({ path }) => /\.m?js$/.test(path));

  /** Adds an import map with a release’s hashes before any module is fetched: only that reaches static imports. Old browsers ignore it. */
  function announce(baseUrl: string, files: readonly ReleaseFile[]): void {
    if (guarded.has(baseUrl)) return;
    guarded.add(baseUrl);
    const map = document.createElement('script');
    map.type = 'importmap';
    map.nonce = nonce;
    const hashes = modulesOf(files).map(({ path, integrity }) => [baseUrl + path, integrity]);
    map.textContent = JSON.stringify({ integrity: Object.fromEntries(hashes) });
    document.head.append(map);
  }

  /** Call it before anything of a release is imported. Rejects when bytes are other ones than were published. */
  function verify(baseUrl: string, files: readonly ReleaseFile[]): Promise<void> {
    const isOnPage = covered.includes(baseUrl);
    announce(baseUrl, files);
    if (obeysLaterMaps || isOnPage) return Promise.resolve();
    const known = verified.get(baseUrl);
    if (known) return known;
    // What was preloaded with its hash is what an import gets. All of them, because a remote may import any of its own at any time.
    const loading = Promise.all(modulesOf(files).map(({ path, integrity }) => preload(baseUrl, path, integrity))).then(() => {});
    verified.set(baseUrl, loading);
    loading.catch(() => verified.delete(baseUrl));
    return loading;
  }

  function preload(baseUrl: string, path: string, integrity: string): Promise<void> {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = 'anonymous';
    link.integrity = integrity;
    link.href = baseUrl + path;
    return new Promise((resolve, reject) => {
      link.onload = () => resolve();
      link.onerror = () => {
        link.remove();
        reject(new TypeError(`The module ${link.href} could not be loaded`));
      };
      document.head.append(link);
    });
  }

  return { announce, verify };
}

export type IntegrityGuard = ReturnType<typeof createIntegrityGuard>;
