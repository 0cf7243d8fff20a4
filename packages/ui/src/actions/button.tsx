import type { MouseEvent, ReactNode } from 'react';
import { Icon, type IconProps } from '../icons/icon.tsx';

export interface ButtonProps {
  variant?: 'primary' | 'default' | 'quiet' | 'danger';
  size?: 'small' | 'medium';
  icon?: IconProps['name'];
  /** Keeps its width and its focus, refuses presses, and says so. */
  busy?: boolean;
  disabled?: boolean;
  onPress?(event: MouseEvent<HTMLButtonElement>): void;
  /** `submit` inside a form. Default `button`. */
  type?: 'button' | 'submit';
  autoFocus?: boolean;
  'aria-label'?: string;
  'aria-describedby'?: string;
  children: ReactNode;
}

export function Button({ variant = 'default', size = 'medium', icon, busy, onPress, type = 'button', children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      className={`desk-button is-${variant} is-${size}`}
      onClick={(event) => (busy ? event.preventDefault() : onPress?.(event))}
    >
      {icon && <Icon name={icon} size={size === 'small' ? 14 : 16} />}
      <span>{children}</span>
    </button>
  );
}
