import type { ReleaseFile } from '@business-m/contract';

/** Links a remote's stylesheets and waits for them, so that its screen never shows undressed. */
export async function loadStyles(
  baseUrl: string,
  paths: readonly string[],
  files: readonly ReleaseFile[],
  document: Document,
): Promise<void> {
  await Promise.all(paths.map((path) => loadStyle(baseUrl, path, files.find((file) => file.path === path)?.integrity, document)));
}

function loadStyle(baseUrl: string, path: string, integrity: string | undefined, document: Document): Promise<void> {
  const href = baseUrl + path;
  const present = [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].find((link) => link.href === href);
  if (present?.sheet) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = present ?? document.createElement('link');
    link.addEventListener('load', () => resolve(), { once: true });
    link.addEventListener(
      'error',
      () => {
        // A failed link would be found again by the next attempt, and never fire.
        link.remove();
        reject(new TypeError(`The stylesheet ${href} could not be loaded`));
      },
      { once: true },
    );
    if (present) return;
    link.rel = 'stylesheet';
    link.crossOrigin = 'anonymous';
    link.dataset.release = baseUrl;
    if (integrity) link.integrity = integrity;
    link.href = href;
    document.head.append(link);
  });
}

/** Takes away the stylesheets of releases that are not in use any more: those of two versions of one remote would dress each other's screens. */
export function dropStyles(isUsed: (baseUrl: string) => boolean, document: Document): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet][data-release]')) {
    // However it was spelt.
    if (!isUsed(decodeURIComponent(link.dataset.release ?? ''))) link.remove();
  }
}
