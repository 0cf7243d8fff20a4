import { MOUNT_ATTRIBUTE } from '@business-m/contract/styles';
import type { Mounts } from './mounts.ts';

/**
 * Makes what code of a remote puts into the body that remote's, seen only while one of its screens is there. Call what it answers when screens come and go.
 */
export function containBody(mounts: Mounts, body: HTMLElement): () => void {
  function own(node: unknown): void {
    const scope = mounts.current();
    if (scope && node instanceof Element && node.parentNode !== body) node.setAttribute(MOUNT_ATTRIBUTE, scope);
  }
  for (const name of ['appendChild', 'insertBefore', 'append', 'prepend', 'replaceChild'] as const) {
    const native = body[name] as (...nodes: unknown[]) => unknown;
    Object.defineProperty(body, name, {
      configurable: true,
      value(...nodes: unknown[]) {
        for (const node of nodes) own(node);
        return native.apply(body, nodes);
      },
    });
  }
  const otherWays = new MutationObserver((records) => {
    const scope = mounts.current();
    for (const { addedNodes } of records)
      for (const node of addedNodes)
        if (scope && node instanceof Element && !node.hasAttribute(MOUNT_ATTRIBUTE)) node.setAttribute(MOUNT_ATTRIBUTE, scope);
  });
  otherWays.observe(body, { childList: true });

  const hidden = new WeakSet<Element>();
  function hide(element: Element, isOutside: boolean): void {
    if (isOutside && !element.hasAttribute('hidden')) hidden.add(element);
    else if (isOutside || !hidden.delete(element)) return;
    element.toggleAttribute('hidden', isOutside);
  }
  return () => {
    for (const element of body.querySelectorAll(`:scope > [${MOUNT_ATTRIBUTE}]`))
      hide(element, !mounts.isThere(element.getAttribute(MOUNT_ATTRIBUTE) ?? ''));
  };
}
