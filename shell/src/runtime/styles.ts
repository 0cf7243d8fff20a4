import type { ReleaseFile } from '@business-m/contract';

/** Links a remote's stylesheets and waits for them. */
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
        // A failed link never fires again.
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

/** Removes the stylesheets of unused releases, which would style the screens of other versions. */
export function dropStyles(isUsed: (baseUrl: string) => boolean, document: Document): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet][data-release]')) {
    // In any spelling.
    if (!isUsed(decodeURIComponent(link.dataset.release ?? ''))) link.remove();
  }
}
