import { cloneElement, type ReactElement, useId, useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { usePopups } from '../popups/load.ts';
import type { MenuListProps } from '../popups/menu-list.tsx';
import type { PressableProps } from './button.tsx';

export interface MenuProps extends Pick<MenuListProps, 'items'> {
  /** A `Button` or `IconButton`; Menu gives it its press and its aria state. */
  trigger: ReactElement<PressableProps>;
  /** Which edge of the trigger the list lines up with. Default `start`. */
  align?: MenuListProps['align'];
}

/** A menu button by the ARIA pattern: arrows, Home, End, first letters, Escape; the focus goes back to the trigger. */
export function Menu({ trigger, items, align = 'start' }: MenuProps) {
  /** Null while the menu is closed. */
  const [open, setOpen] = useState<MenuListProps['first'] | null>(null);
  const id = useId();
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const popups = usePopups(open !== null);
  return (
    <>
      {cloneElement(trigger, {
        ref: setButton,
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
      {open && popups && (
        <popups.MenuList id={id} anchor={button} align={align} items={items} first={open} Icon={Icon} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
