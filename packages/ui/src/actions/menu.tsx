import { cloneElement, type KeyboardEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { Icon, type IconProps } from '../icons/icon.tsx';
import { popoverMode, usePopup } from '../popup/use-popup.ts';
import type { PressableProps } from './pressable.ts';

export interface MenuItem {
  label: string;
  icon?: IconProps['name'];
  danger?: boolean;
  disabled?: boolean;
  onSelect(): void;
}

export interface MenuProps {
  /** A `Button` or `IconButton`; Menu gives it its press and its aria state. */
  trigger: ReactElement<PressableProps>;
  /** `'separator'` draws a line. */
  items: readonly (MenuItem | 'separator')[];
  /** Which edge of the trigger the list lines up with. Default `start`. */
  align?: 'start' | 'end';
}

/** A menu button by the ARIA pattern: arrows, Home, End, first letters, Escape; the focus goes back to the trigger. */
export function Menu({ trigger, items, align = 'start' }: MenuProps) {
  const [open, setOpen] = useState<'first' | 'last' | null>(null);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  usePopup(list, () => button.current, { align, maxHeight: 480 }, open !== null);

  const choices = () => [...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const close = () => {
    setOpen(null);
    button.current?.focus();
  };

  useEffect(() => {
    if (!open) return;
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    all.at(open === 'last' ? -1 : 0)?.focus();
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!list.current?.contains(target) && !button.current?.contains(target)) setOpen(null);
    };
    document.addEventListener('pointerdown', outside, true);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = choices();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = target(event.key, all, at);
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') return close();
    else if (to) to.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open !== null,
        'aria-controls': open ? id : undefined,
        onPress: () => setOpen(open ? null : 'first'),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(event.key === 'ArrowUp' ? 'last' : 'first');
        },
      })}
      {open && (
        <div ref={list} id={id} role="menu" popover={popoverMode} className="desk-popup desk-menu" onKeyDown={onKeyDown} tabIndex={-1}>
          {items.map((item, index) =>
            item === 'separator' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own
              <hr key={index} className="desk-menu-line" />
            ) : (
              <button
                key={item.label}
                type="button"
                role="menuitem"
                tabIndex={-1}
                aria-disabled={item.disabled || undefined}
                className={item.danger ? 'desk-menu-item is-danger' : 'desk-menu-item'}
                onClick={() => {
                  if (item.disabled) return;
                  // First the focus, then the deed: a dialog it opens gives the focus back to the trigger.
                  close();
                  item.onSelect();
                }}
              >
                {item.icon && <Icon name={item.icon} size={15} />}
                {item.label}
              </button>
            ),
          )}
        </div>
      )}
    </>
  );
}

function target(key: string, all: HTMLElement[], at: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return all[(at + 1) % all.length];
  if (key === 'ArrowUp') return all.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const letter = key.toLowerCase();
  const order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return order.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter));
}
