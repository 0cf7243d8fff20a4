import { MenuItem as Item, Menu, MenuSeparator, useMenuStore } from '@ariakit/react';
import { type ComponentType, useLayoutEffect } from 'react';
import type { IconProps } from '../icons/icon.tsx';
import { topLayer } from './top-layer.ts';

export interface MenuItem {
  label: string;
  icon?: IconProps['name'];
  danger?: boolean;
  disabled?: boolean;
  onSelect(): void;
}

export interface MenuListProps {
  id: string;
  anchor: HTMLElement | null;
  align: 'start' | 'end';
  /** `'separator'` draws a line. */
  items: readonly (MenuItem | 'separator')[];
  /** Which item has the focus when it opens. */
  first: 'first' | 'last';
  Icon: ComponentType<IconProps>;
  onClose(): void;
}

export function MenuList({ id, anchor, align, items, first, Icon, onClose }: MenuListProps) {
  const store = useMenuStore({ open: true, setOpen: (open) => open || onClose(), placement: `bottom-${align}`, focusLoop: true });
  useLayoutEffect(() => {
    store.setAnchorElement(anchor);
    store.setDisclosureElement(anchor);
    store.setInitialFocus(first);
    store.setAutoFocusOnShow(true);
  }, [store, anchor, first]);
  const choose = ({ onSelect }: MenuItem) => {
    // First the focus: a dialog that opens gives it back to the trigger.
    onClose();
    anchor?.focus();
    onSelect();
  };
  return (
    <Menu store={store} id={id} className="desk-popup desk-menu" {...topLayer}>
      {items.map((item, index) =>
        item === 'separator' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own
          <MenuSeparator key={index} className="desk-menu-line" />
        ) : (
          <Item
            key={item.label}
            className={item.danger ? 'desk-menu-item is-danger' : 'desk-menu-item'}
            disabled={item.disabled}
            accessibleWhenDisabled
            hideOnClick={false}
            onClick={() => choose(item)}
          >
            {item.icon && <Icon name={item.icon} size={15} />}
            {item.label}
          </Item>
        ),
      )}
    </Menu>
  );
}
