import { Tooltip, type TooltipProps, useTooltipStore } from '@ariakit/react';
import { type ReactNode, useLayoutEffect } from 'react';
import { topLayer } from './top-layer.ts';

export interface TipProps extends Pick<TooltipProps, 'aria-hidden'> {
  anchor: Element | null | undefined;
  align?: 'center' | 'end';
  /** `status` announces a hint that nobody pointed at; such a one stays until it is taken away. Default `tooltip`. */
  role?: 'tooltip' | 'status';
  onClose?(): void;
  children: ReactNode;
}

/** A short hint beside its anchor, open as long as it is drawn. It asks to be closed on Escape and when the pointer leaves both. */
export function Tip({ anchor, align = 'center', role = 'tooltip', onClose, ...rest }: TipProps) {
  const store = useTooltipStore({
    open: true,
    setOpen: (open) => open || onClose?.(),
    placement: align === 'end' ? 'bottom-end' : 'bottom',
  });
  useLayoutEffect(() => store.setAnchorElement(anchor as HTMLElement | null), [store, anchor]);
  return (
    <Tooltip
      store={store}
      role={role}
      className="desk-popup desk-tooltip"
      autoFocusOnHide={false}
      hideOnHoverOutside={() => role === 'tooltip' && !anchor?.matches(':focus-visible')}
      hideOnInteractOutside={role === 'tooltip'}
      {...topLayer}
      {...rest}
    />
  );
}
