import type { KeyboardEvent, MouseEvent, Ref } from 'react';

/** What every button takes, so that a menu or a tooltip can drive it. */
export interface PressableProps {
  id?: string;
  ref?: Ref<HTMLButtonElement>;
  disabled?: boolean;
  autoFocus?: boolean;
  onPress?(event: MouseEvent<HTMLButtonElement>): void;
  onKeyDown?(event: KeyboardEvent<HTMLButtonElement>): void;
  'aria-haspopup'?: 'menu' | 'dialog' | 'listbox';
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
  'aria-describedby'?: string;
  'aria-pressed'?: boolean;
}
