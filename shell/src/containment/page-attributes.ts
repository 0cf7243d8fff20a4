import { MOUNT_ATTRIBUTE } from '@business-m/contract/styles';
import type { Mounts } from './mounts.ts';

/** Said of what stands around a screen by libraries whose dialog is modal. */
const MODAL = ['inert', 'aria-hidden'];
const isTheme = (name: string) => /^t_(?:light|dark)$/.test(name);
const classesOf = (element: Element | undefined) => (element?.getAttribute('class') ?? '').split(/\s+/).filter(Boolean);

/**
 * Takes back what code of a remote says of `html`, `body` and what stands beside it, once the last of its screens is gone; classes and other
 * attributes come back with the next one, for rules such as `.dark .card`. The desk's theme stays whatever is said. Call what it answers when screens come and go.
 */
export function containAttributes(mounts: Pick<Mounts, 'current' | 'isThere'>, { documentElement, body }: Document): () => void {
  const pages = [documentElement, body];
  /** As the desk has them. */
  const own = new Map(pages.map((element) => [element, element.cloneNode() as Element]));
  const kept = new Map<string, Map<Element, { name: string; value: string }[]>>();
  const themes = new Map(pages.map((element) => [element, classesOf(element).filter(isTheme)]));
  let last: string | null = null;

  const themeWatch = new MutationObserver((records) => {
    for (const element of new Set(records.map(({ target }) => target as HTMLElement))) {
      const found = classesOf(element).filter(isTheme);
      const before = themes.get(element) ?? [];
      if (found.length > 0) themes.set(element, found);
      // Adding nothing would be told of as a change, for ever.
      else if (before.length > 0) element.classList.add(...before);
    }
  });
  for (const element of pages) themeWatch.observe(element, { attributes: true, attributeFilter: ['class'] });

  function leave(scope: string): void {
    const said = new Map<Element, { name: string; value: string }[]>();
    for (const element of pages) {
      const before = own.get(element);
      const names = new Set([...element.attributes, ...(before?.attributes ?? [])].map(({ name }) => name));
      const foreign: { name: string; value: string }[] = [];
      for (const name of names) {
        const now = element.getAttribute(name);
        const was =
          name === 'class'
            ? classesOf(before)
                .filter((it) => !isTheme(it))
                .concat(themes.get(element) ?? [])
                .join(' ')
            : before?.getAttribute(name);
        if (now === was) continue;
        // What is modal, and how it stops the page from scrolling, ended with the screen.
        if (now !== null && name !== 'style' && !MODAL.includes(name)) foreign.push({ name, value: now });
        if (was === null || was === undefined || was === '') element.removeAttribute(name);
        else element.setAttribute(name, was);
      }
      said.set(element, foreign);
    }
    kept.set(scope, said);
    for (const element of body.children)
      if (!element.hasAttribute(MOUNT_ATTRIBUTE)) for (const name of MODAL) element.removeAttribute(name);
  }

  function enter(scope: string): void {
    for (const [element, attributes] of kept.get(scope) ?? [])
      for (const { name, value } of attributes) {
        if (name === 'class') element.classList.add(...value.split(/\s+/).filter((it) => it && !isTheme(it)));
        else element.setAttribute(name, value);
      }
  }

  return () => {
    const current = mounts.current();
    if (last !== null && last !== current && !mounts.isThere(last)) leave(last);
    if (current !== null && current !== last) enter(current);
    last = current;
  };
}
