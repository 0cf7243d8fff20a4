/** Props of an Ariakit popover that lift it into the browser's top layer, above dialogs and out of every scroller. */
export const topLayer = {
  portal: false,
  fixed: true,
  gutter: 4,
  // Without the API (Safari before 17) a popup is an ordinary fixed box.
  wrapperProps: { popover: 'showPopover' in HTMLElement.prototype ? 'manual' : undefined, className: 'desk-layer' },
  ref: (popup: HTMLElement | null) => popup?.parentElement?.showPopover?.(),
} as const;
