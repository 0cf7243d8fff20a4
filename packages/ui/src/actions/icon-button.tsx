import type { MouseEvent } from 'react';
import { Icon, type IconProps } from '../icons/icon.tsx';

export interface IconButtonProps {
  icon: IconProps['name'];
  /** What it does; the button's name and its tooltip. */
  label: string;
  size?: 'small' | 'medium';
  variant?: 'default' | 'quiet' | 'danger';
  disabled?: boolean;
  onPress?(event: MouseEvent<HTMLButtonElement>): void;
}

export function IconButton({ icon, label, size = 'medium', variant = 'quiet', disabled, onPress }: IconButtonProps) {
  return (
    <button type="button" aria-label={label} className={`desk-button is-icon is-${variant} is-${size}`} disabled={disabled} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}
