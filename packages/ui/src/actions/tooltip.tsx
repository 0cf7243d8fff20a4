import { cloneElement, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { usePopups } from '../popups/load.ts';

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
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const popups = usePopups(open);
  const wait = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hide = () => {
    wait();
    setOpen(false);
  };
  return (
    // The span has no box of its own; it only hears what bubbles from the element.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens; the element inside is what one operates
    <span
      ref={around}
      style={{ display: 'contents' }}
      onPointerOver={(event) => {
        wait();
        if (event.pointerType !== 'touch') timer.current = setTimeout(() => setOpen(true), HOVER_MS);
      }}
      onPointerOut={wait}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && setOpen(true)}
      onBlur={hide}
    >
      {names ? children : cloneElement(children, { 'aria-describedby': id })}
      {!names && (
        <span id={id} hidden>
          {label}
        </span>
      )}
      {open && popups && (
        <popups.Tip anchor={around.current?.firstElementChild} aria-hidden={names} onClose={() => setOpen(false)}>
          {label}
        </popups.Tip>
      )}
    </span>
  );
}
