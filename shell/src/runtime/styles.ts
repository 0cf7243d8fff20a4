import type { ReleaseFile } from '@business-m/contract';

export interface ReleaseStyles {
  scope: string;
  baseUrl: string;
  paths: readonly string[];
  files: readonly ReleaseFile[];
}

/** Links a remote's stylesheets and waits for them. They are in force while a screen of it is there (`switchStyles`). */
export async function loadStyles({ scope, baseUrl, paths, files }: ReleaseStyles, document: Document): Promise<void> {
  const linkAll = paths.map((path) => {
    const integrity = files.find((file) => file.path === path)?.integrity;
    return loadStyle({ scope, baseUrl, path, integrity }, document);
  });
  await Promise.all(linkAll);
}

interface Stylesheet {
  scope: string;
  baseUrl: string;
  path: string;
  integrity: string | undefined;
}

function loadStyle({ scope, baseUrl, path, integrity }: Stylesheet, document: Document): Promise<void> {
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
    link.dataset.scope = scope;
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

/** Puts the stylesheets of remotes in force whose screens are there, and all others out of it: names of animations, fonts and layers belong to the whole page. */
export function switchStyles(isThere: (scope: string) => boolean, document: Document): void {
  for (const { sheet, dataset } of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet][data-release]'))
    if (sheet) sheet.disabled = !isThere(dataset.scope ?? '');
}
