import type { ReactElement } from 'react';
import type { IconProps } from '../icons/icon.tsx';

export interface MenuItem {
  label: string;
  icon?: IconProps['name'];
  danger?: boolean;
  disabled?: boolean;
  onSelect(): void;
}

export interface MenuProps {
  /** A `Button` or `IconButton`; Menu gives it its `onPress` and aria state. */
  trigger: ReactElement;
  /** `'separator'` draws a line. */
  items: readonly (MenuItem | 'separator')[];
  /** Which edge of the trigger the list lines up with. Default `start`. */
  align?: 'start' | 'end';
}

export function Menu({ trigger }: MenuProps) {
  return trigger;
}
