import { type RefObject, useEffectEvent, useLayoutEffect } from 'react';

export interface Placement {
  /** Which edge of the anchor the popup lines up with; `center` for tooltips. */
  align: 'start' | 'end' | 'center';
  /** At least as wide as the anchor. */
  matchWidth?: boolean;
  maxHeight?: number;
}

/** For the `popover` attribute: without the API (Safari before 17) a popup is an ordinary fixed box. */
export const popoverMode = typeof HTMLElement !== 'undefined' && 'showPopover' in HTMLElement.prototype ? 'manual' : undefined;

const GAP_PX = 4;
const EDGE_PX = 8;

/**
 * Lifts an element with `popover={popoverMode}` into the top layer, above dialogs and out of every scroller, and keeps it at its
 * anchor while anything scrolls or resizes. Below the anchor, or above when only there is room.
 */
export function usePopup(
  popup: RefObject<HTMLElement | null>,
  anchor: () => Element | null | undefined,
  { align, matchWidth, maxHeight = 320 }: Placement,
  open: boolean,
) {
  const findAnchor = useEffectEvent(anchor);
  useLayoutEffect(() => {
    const element = popup.current;
    if (!open || !element) return;
    element.showPopover?.();
    const place = () => {
      const at = findAnchor()?.getBoundingClientRect();
      if (at) put(element, at, align, matchWidth ? at.width : 0, maxHeight);
    };
    place();
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    // Options that arrive late change the height; above the anchor that moves the list.
    const grown = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(place);
    grown?.observe(element);
    return () => {
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
      grown?.disconnect();
    };
  }, [popup, open, align, matchWidth, maxHeight]);
}

function put(element: HTMLElement, at: DOMRect, align: Placement['align'], minWidth: number, maxHeight: number) {
  const { clientWidth, clientHeight } = document.documentElement;
  element.style.minWidth = minWidth ? `${minWidth}px` : '';
  element.style.maxWidth = `${Math.min(Math.max(minWidth, 420), clientWidth - 2 * EDGE_PX)}px`;
  const below = clientHeight - at.bottom - GAP_PX - EDGE_PX;
  const above = at.top - GAP_PX - EDGE_PX;
  const up = below < Math.min(element.scrollHeight, maxHeight) && above > below;
  element.style.maxHeight = `${Math.max(80, Math.min(maxHeight, up ? above : below))}px`;
  const { width, height } = element.getBoundingClientRect();
  const wanted = align === 'start' ? at.left : align === 'end' ? at.right - width : at.left + (at.width - width) / 2;
  element.style.left = `${Math.round(Math.max(EDGE_PX, Math.min(wanted, clientWidth - width - EDGE_PX)))}px`;
  element.style.top = `${Math.round(up ? at.top - GAP_PX - height : at.bottom + GAP_PX)}px`;
}
