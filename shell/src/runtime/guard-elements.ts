import type { Guarded } from './guard-global.ts';

/**
 * Makes script and link elements that code makes take the files of releases with their hashes, and refuses what a page cannot compare: scripts that
 * a release does not list, and worklets.
 */
export function guardElements(window: typeof globalThis, { absolute, folderOf, hashOf, refuse }: Omit<Guarded, 'cover'>): void {
  for (const [Element, attribute] of [
    [window.HTMLScriptElement, 'src'],
    [window.HTMLLinkElement, 'href'],
  ] as const) {
    const prototype = Element.prototype as HTMLElement & { integrity: string; crossOrigin: string | null };
    const { set: plainSet, ...others } = Object.getOwnPropertyDescriptor(prototype, attribute) ?? {};
    const { setAttribute } = prototype;
    const protect = (element: typeof prototype, address: unknown) => {
      const url = absolute(address);
      if (!folderOf(url)?.hashes) return;
      const integrity = hashOf(url);
      if (!integrity && attribute === 'src') throw refuse(`${url} is no file of the release: it does not run`);
      if (!integrity) return;
      element.integrity = integrity;
      element.crossOrigin ??= 'anonymous';
    };
    Object.defineProperty(prototype, attribute, {
      ...others,
      set(this: typeof prototype, address: unknown) {
        protect(this, address);
        plainSet?.call(this, address);
      },
    });
    prototype.setAttribute = function (this: typeof prototype, name: string, value: string) {
      if (name.toLowerCase() === attribute) protect(this, value);
      setAttribute.call(this, name, value);
    };
  }
  if (!window.Worklet) return;
  const { addModule } = window.Worklet.prototype;
  window.Worklet.prototype.addModule = async function (this: Worklet, address, options) {
    if (folderOf(absolute(address))) throw refuse(`${address}: a worklet cannot be compared with its hash, and does not run: use a worker`);
    return addModule.call(this, address, options);
  };
}
