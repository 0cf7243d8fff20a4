import { cloneElement, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { popoverMode, usePopup } from '../popup/use-popup.ts';

export interface TooltipProps {
  label: string;
  /** One focusable element. */
  children: ReactElement<{ 'aria-describedby'?: string }>;
  /** The label is already the element's name, so it is not said a second time. */
  names?: boolean;
}

const HOVER_MS = 450;

/** A short hint on hover and on keyboard focus; Escape puts it away, and the pointer may rest on it (WCAG 1.4.13). */
export function Tooltip({ label, children, names }: TooltipProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const around = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  usePopup(tip, () => around.current?.firstElementChild, { align: 'center' }, open);
  useEffect(() => () => clearTimeout(timer.current), []);

  const later = (next: boolean, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), ms);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };

  return (
    // The span has no box of its own; it only hears what bubbles from the element and from the hint.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens; the element inside is what one operates
    <span
      ref={around}
      style={{ display: 'contents' }}
      onPointerOver={(event) => event.pointerType !== 'touch' && later(true, HOVER_MS)}
      onPointerOut={() => later(false, 80)}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && setOpen(true)}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {names ? children : cloneElement(children, { 'aria-describedby': id })}
      {(open || !names) && (
        <div
          ref={tip}
          id={id}
          role="tooltip"
          popover={popoverMode}
          className="desk-popup desk-tooltip"
          hidden={!open}
          aria-hidden={names || undefined}
        >
          {label}
        </div>
      )}
    </span>
  );
}
