const XLINK = 'http://www.w3.org/1999/xlink';
/** What runs, or counts outside of the picture. */
const LEFT_OUT = 'script, style, foreignObject';

/**
 * Makes `<use href="sprite.svg#name">` draw symbols of a release's files: browsers take those of their own origin only. The file is fetched once, with its
 * hash, and stands in the page without being seen.
 */
export function guardSprites(window: Window & typeof globalThis, isOfRelease: (url: string) => boolean): void {
  const { document, SVGUseElement } = window;
  if (!SVGUseElement) return;
  const { setAttribute, setAttributeNS } = SVGUseElement.prototype;
  const sprites = new Map<string, Promise<string>>();
  const wanted = new WeakMap<Element, string>();

  /** Answers what its ids begin with in the page. */
  async function read(file: string, prefix: string): Promise<string> {
    const answer = await window.fetch(file);
    if (!answer.ok) throw new Error(`${answer.status}`);
    const root = document.importNode(
      new window.DOMParser().parseFromString(await answer.text(), 'image/svg+xml').documentElement,
      true,
    ) as unknown as SVGElement;
    for (const element of root.querySelectorAll(LEFT_OUT)) element.remove();
    for (const element of [root, ...root.querySelectorAll<SVGElement>('*')])
      for (const { name, value } of [...element.attributes]) {
        if (name === 'id') element.setAttribute(name, prefix + value);
        else if (/^(?:xlink:)?href$/.test(name)) element.setAttribute(name, value.replace(/^#/, `#${prefix}`));
        else if (name.startsWith('on')) element.removeAttribute(name);
        else element.setAttribute(name, value.replaceAll(/url\((["']?)#/g, `url($1#${prefix}`));
      }
    root.setAttribute('aria-hidden', 'true');
    for (const [name, none] of Object.entries({ position: 'absolute', width: '0', height: '0' })) root.style.setProperty(name, none);
    document.body.append(root);
    return prefix;
  }

  /** False: it is no symbol of a release's file. */
  function draw(use: Element, address: string): boolean {
    wanted.set(use, address);
    if (!URL.canParse(address, document.baseURI)) return false;
    const { href, hash } = new URL(address, document.baseURI);
    if (hash === '' || !isOfRelease(href)) return false;
    const file = href.slice(0, -hash.length);
    const sprite = sprites.get(file) ?? read(file, `sprite-${sprites.size}-`);
    sprites.set(file, sprite);
    sprite.then(
      (prefix) => {
        if (wanted.get(use) === address) setAttribute.call(use, 'href', `#${prefix}${hash.slice(1)}`);
      },
      (reason) => {
        sprites.delete(file);
        console.error(`[desk] ${file} is not drawn: it could not be fetched, or is not what was published (${reason}).`);
      },
    );
    return true;
  }

  SVGUseElement.prototype.setAttribute = function (this: Element, name: string, value: string) {
    if (!/^(?:xlink:)?href$/.test(name) || !draw(this, String(value))) setAttribute.call(this, name, value);
  };
  SVGUseElement.prototype.setAttributeNS = function (this: Element, space: string | null, name: string, value: string) {
    if (space !== XLINK || !draw(this, String(value))) setAttributeNS.call(this, space, name, value);
  };
}
